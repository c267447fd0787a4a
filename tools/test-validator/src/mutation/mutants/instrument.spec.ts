import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';

import { expect, test } from '@jest/globals';

import { planMarked } from '../testing/memory-sources.ts';
import { instrument } from './instrument.ts';
import type { MutantKind } from './mutant.ts';

const settled = (value: unknown) =>
  Promise.resolve(value).then(
    (got) => ({ got }),
    (error: Error) => ({ threw: error.message }),
  );

/** What the expression comes to with instrumented code, as it is or as a mutant; `entered` in order. */
async function run(marked: string, expression: string, mutant?: { name: string; kind: MutantKind }) {
  const { text, operations } = planMarked(marked);
  const entered: string[] = [];
  const ask = (number: number) => {
    const asked = operations.find((operation) => operation.number === number);
    entered.push(asked?.operation.name ?? '?');
    if (asked === undefined || mutant?.name !== asked.operation.name) return undefined;
    return asked.mutants.find(({ kind }) => kind === mutant.kind)?.number;
  };
  const code = stripTypeScriptTypes(instrument(text, operations), { mode: 'strip' });
  const context = { __mutants__: ask };
  const outcome = await settled(
    new Promise((resolve) => resolve(runInNewContext(`${code}\n;${expression}`, context))),
  );
  return { ...outcome, entered };
}

const broken = { threw: 'broken on purpose by a mutant' };

const forms: [title: string, marked: string, expression: string, value: unknown, empty: unknown][] = [
  ['a function', 'function f(a: number): number ‹f { return a + 1; }›', 'f(1)', 2, 0],
  ['an empty line first', 'function f(a: number): number ‹f {\n\n  return a + 1;\n}›', 'f(1)', 2, 0],
  [
    'strict code',
    'function f(): boolean ‹f { "use strict"; return this === undefined; }›',
    'f()',
    true,
    false,
  ],
  [
    'strict code without semicolons',
    "function f(): boolean ‹f {\n 'use strict'\n return this === undefined\n}›",
    'f()',
    true,
    false,
  ],
  ['an async function', 'async function f(): Promise<string> ‹f { return await "a"; }›', 'f()', 'a', ''],
  ['a method', 'const it = { f(): string ‹f { return "a"; }› };', 'it.f()', 'a', ''],
  ['a getter', 'const it = { get f(): string ‹f { return "a"; }› };', 'it.f', 'a', ''],
  ['a method of a class', 'class A { #a = 1; f(): number ‹f { return this.#a; }› }', 'new A().f()', 1, 0],
  ['a static method', 'class A { static f(): number ‹f { return 1; }› }', 'A.f()', 1, 0],
  ['an arrow', 'const f = (a: number): number => ‹f a + 1›;', 'f(1)', 2, 0],
  ['an arrow on its own line', 'const f = (a: number): number =>\n  ‹f a + 1›;', 'f(1)', 2, 0],
  ['an arrow that gives an object', 'const f = (): { a: number } => (‹f { a: 1 }›);', 'f()', { a: 1 }, {}],
  [
    'an arrow whose offsets take in parentheses',
    'const f = (): { a: number } => ‹f ({ a: 1 })›;',
    'f()',
    { a: 1 },
    {},
  ],
  ['an arrow that gives a sequence', 'const f = (): number => (‹f 1, 2›);', 'f()', 2, 0],
  [
    'an arrow that gives a conditional',
    'const f = (a: number): string => ‹f a > 1 ? "b" : "c"›;',
    'f(1)',
    'c',
    '',
  ],
  [
    'an arrow that gives an assertion of a type',
    'const f = (): number => ‹f JSON.parse("1") as number›;',
    'f()',
    1,
    0,
  ],
  ['an async arrow', 'const f = async (): Promise<number> => ‹f await 1›;', 'f()', 1, 0],
  ['an arrow that gives a promise', 'const f = (): Promise<number> => ‹f Promise.resolve(1)›;', 'f()', 1, 0],
];

test.each(forms)(
  'when %s is instrumented and not broken, it does what it did, and tells that it was entered',
  async (_title, marked, expression, value) => {
    expect(await run(marked, expression)).toEqual({ got: value, entered: expect.arrayContaining(['f']) });
  },
);

test.each(forms)('when %s is to return nothing, it does', async (_title, marked, expression) => {
  expect(await run(marked, expression, { name: 'f', kind: 'nothing' })).toMatchObject({ got: undefined });
});

test.each(forms)(
  'when %s is to return the empty value of its type, it does',
  async (_title, marked, expression, _value, empty) => {
    expect(await run(marked, expression, { name: 'f', kind: 'default' })).toMatchObject({ got: empty });
  },
);

test.each(forms)('when %s is to throw, it does', async (_title, marked, expression) => {
  expect(await run(marked, expression, { name: 'f', kind: 'throws' })).toMatchObject(broken);
});

test('when a generator is to return nothing, it yields nothing', async () => {
  const marked = 'function* f(): Generator<number> ‹f { yield 1; yield 2; }›';
  expect(await run(marked, '[...f()]')).toMatchObject({ got: [1, 2] });
  expect(await run(marked, '[...f()]', { name: 'f', kind: 'nothing' })).toMatchObject({ got: [] });
});

test('when one operation stands in another, and both end with the same character, each can be broken', async () => {
  const marked = 'const f = (a: number) => ‹f (b: number): number => ‹g a + b››;';
  expect(await run(marked, 'f(1)(2)')).toMatchObject({ got: 3, entered: ['f', 'g'] });
  expect(await run(marked, 'f(1)(2)', { name: 'g', kind: 'default' })).toMatchObject({ got: 0 });
  expect(await run(marked, 'f(1)', { name: 'f', kind: 'nothing' })).toMatchObject({ got: undefined });
});

test('when nothing is there to ask, the instrumented code does what it did', () => {
  const { text, operations } = planMarked('function f() ‹f { return 1; }›\nconst g = () => ‹g [2]›;');
  expect(runInNewContext(`${instrument(text, operations)}; [f(), ...g()]`)).toEqual([1, 2]);
});

test.each(forms)('when %s is instrumented, each line stays where it was', (_title, marked) => {
  const { text, operations } = planMarked(`// before\n${marked}\nconst after = 1;`);
  const lines = instrument(text, operations).split('\n');
  expect(lines.length).toBe(text.split('\n').length);
  expect(lines.at(-1)).toBe('const after = 1;');
});
