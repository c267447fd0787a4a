import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { allRules } from './all-rules.ts';
import { catalogue } from './catalogue.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const pages = fileURLToPath(new URL('../../docs/rules/', import.meta.url));

/** `no oracle` as a file is named: `no-oracle`. */
const fileNameOf = ({ id, name }: { id: string; name: string }): string =>
  `${id.toLowerCase()}-${name.replaceAll(' ', '-')}`;

describe.each(allRules.map((rule) => [rule.id, rule] as const))('the page of %s', (id, rule) => {
  const path = `${pages}${id}.md`;
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';

  test('says its name and its severity', () => {
    const [title, , severity] = page.split('\n');
    expect(title).toBe(`# ${id} · ${rule.name}`);
    expect(severity).toContain(`**${rule.severity}**`);
  });

  test('shows what is found and what is not, and how to fix it', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(expect.arrayContaining(['Found', 'Not found', 'How to fix']));
  });
});

test.each(catalogue.map((rule) => [rule.id, rule] as const))(
  '%s is one file, with a table of code beside it',
  (id, rule) => {
    const name = fileNameOf(rule);
    const table = readFileSync(`${here}${name}.spec.ts`, 'utf8');
    expect(readFileSync(`${here}${name}.ts`, 'utf8')).toContain(`id: '${id}'`);
    expect([...readFileSync(`${pages}${id}.md`, 'utf8').matchAll(/^```\w+$/gm)].length).toBeGreaterThan(1);
    expect(table).toContain(`testRule('${id}'`);
    // Every rule has code that it must leave alone.
    expect(table).toMatch(/valid: \[\s*[^\s\]]/);
    expect(table).toMatch(/invalid: \[\s*[^\s\]]/);
  },
);

test('no page and no file of a rule is left over', () => {
  const ids = allRules.map(({ id }) => id);
  const named = readdirSync(here).flatMap((name) => /^(ht\d+)-[^.]+\.ts$/.exec(name)?.[1] ?? []);
  expect(readdirSync(pages).toSorted()).toEqual(ids.map((id) => `${id}.md`).toSorted());
  expect(named.map((id) => id.toUpperCase()).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted());
});
