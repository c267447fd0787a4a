import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { createExtractiveWriter } from '../adapters/extractive-writer.ts';
import { createSource } from '../source/create-source.ts';
import { renderCsv } from './render-csv.ts';

/** The sources of the integration tests on rendering. */
const folder = new URL('../../../content-integration/fixtures/hostile/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.md'));

/** The fields of the cards of a source, below the headers. */
async function fieldsOf(name: string): Promise<string[]> {
  const source = createSource({ text: readFileSync(new URL(name, folder), 'utf8') });
  const writer = createExtractiveWriter();
  const cards = await writer.material('flashcards', source, await writer.outline(source, {}), {});
  const lines = renderCsv(cards).split('\r\n').slice(5, -1);
  return lines.flatMap((line) => line.slice(1, -1).split('","'));
}

describe('flashcards of hostile sources', () => {
  test('when they are counted, there are at least 24', () => {
    expect(names.length).toBeGreaterThanOrEqual(24);
  });

  test.each(names)('F18 when the source is %s, no field is anything but text', async (name) => {
    const fields = await fieldsOf(name);
    expect(fields.length).toBeGreaterThan(0);
    const live = fields.filter((field) =>
      /<(?!br>)|>(?<!<br>)|"|[\[\]{}\\]|(?:^|[\n;,])\s*[=+\-@\t\r]|ZEBRA-\d|[\u200b\u202a-\u202e\u2028]/.test(
        field,
      ),
    );
    expect(live).toEqual([]);
  });
});
