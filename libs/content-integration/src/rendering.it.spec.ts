import { describe, expect, test } from '@jest/globals';
import { renderMarkdown } from '@la-factoria/content';

import { readFixture } from './fixture.ts';
import { writeAll } from './extractive-writer/write-all.ts';

describe('rendered materials', () => {
  test('when the source holds scripts, frames, images and links, none of them comes out live', async () => {
    const { materials } = await writeAll(readFixture('injection'));
    const pages = materials.map(renderMarkdown);
    const live = pages.filter((page) => /<[a-z/]|\]\(|evil\.example|javascript:|onerror|onclick/i.test(page));
    expect({ pages: pages.length, live }).toEqual({ pages: 8, live: [] });
  });

  test('when the source holds an order to a model, no page repeats it', async () => {
    const { materials } = await writeAll(readFixture('injection'));
    const pages = materials.map(renderMarkdown);
    expect(pages.filter((page) => /ignore all previous instructions/i.test(page))).toEqual([]);
  });

  test('when prose is ordinary, it comes out without a backslash', async () => {
    const { materials } = await writeAll(readFixture('printing-notes'));
    expect(materials.map(renderMarkdown).filter((page) => page.includes('\\'))).toEqual([]);
  });

  test('when a page is rendered, it has one title, its places in the source, and its author', async () => {
    const { materials } = await writeAll(readFixture('plant-cells'));
    const pages = materials.map(renderMarkdown);
    const complete = pages.filter(
      (page) =>
        page.match(/^# /gm)?.length === 1 &&
        /^Characters of the source: .*\d+–\d+/m.test(page) &&
        page.endsWith('*Written by the extractive writer from the source alone.*\n'),
    );
    expect(complete).toHaveLength(8);
  });

  test('when a list of the source is in a section, it is a list on the page', async () => {
    const { materials } = await writeAll(readFixture('sorting'));
    const guide = materials.filter(({ kind }) => kind === 'study-guide').map(renderMarkdown);
    expect(guide).toEqual([expect.stringContaining('\n- Measure before you change anything.\n')]);
  });
});
