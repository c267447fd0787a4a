import { runInNewContext } from 'node:vm';

import { expect, test } from '@jest/globals';

import { insertInto } from '../mutation/mutants/instrument.ts';
import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import { readFile } from '../reading/read-file.ts';
import { makeTemporaryProject } from '../testing/temporary-project.ts';
import { planWatching } from './plan-watching.ts';

/** Runs the first test of a file with the insertions; gives the text of the places that it came to, in order. */
async function placesOf(code: string): Promise<string[]> {
  const root = makeTemporaryProject({ 'a.test.js': code });
  const path = `${root}/a.test.js`;
  const { watched = [] } = readFile(path, openProject(createDiskFiles(root)), { withWatched: true });
  const plan = planWatching(watched, { files: {}, operations: {} }, () => code);
  const places: string[] = [];
  const note = (number: number): void => {
    const [, start, end] = /:(\d+)-(\d+)$/.exec(plan.points?.[number] ?? '') ?? [];
    places.push(code.slice(Number(start), Number(end)));
  };
  const mutants = {
    running: note,
    at: (site: number) => ({ of: <Value>(value: Value): Value => (note(site), value) }),
  };
  let run: () => unknown = () => undefined;
  runInNewContext(insertInto(code, plan.files[path]?.insertions ?? []), {
    ...{ __mutants__: mutants, expect, add: (one: number, other: number) => one + other },
    test: (_title: string, body: () => unknown) => (run = body),
  });
  await run();
  return places;
}

test('when a body is a block, it is told first, then each assertion', async () => {
  const code = "test('x', () => { 'use strict'; expect(add(1, 2)).toBe(3); expect(add(1, 1)).toBe(2); });";
  expect(await placesOf(code)).toEqual([
    expect.stringMatching(/^\{ 'use strict'.*\}$/),
    'expect(add(1, 2)).toBe(3)',
    'expect(add(1, 1)).toBe(2)',
  ]);
});

test('when a body is an assertion, it is told as body and as assertion', async () => {
  const code = "test('x', async () => (expect(add(1, 2)).toBe(3)));";
  expect(await placesOf(code)).toEqual(['expect(add(1, 2)).toBe(3)', 'expect(add(1, 2)).toBe(3)']);
});

test('when no line ends with a semicolon, each line stays a statement of its own', async () => {
  const code = `test('x', async () => {
    const sum = add(1, 2)
    expect(sum).toBe(3)
    await expect(Promise.resolve(sum)).resolves.toBe(3)
  })`;
  expect((await placesOf(code)).slice(1)).toEqual([
    'expect(sum).toBe(3)',
    'expect(Promise.resolve(sum)).resolves.toBe(3)',
  ]);
});

test('when an assertion throws, it does not end', async () => {
  const code = "test('x', () => { try { expect(add(1, 2)).toBe(4); } catch {} });";
  expect(await placesOf(code)).toHaveLength(1);
});
