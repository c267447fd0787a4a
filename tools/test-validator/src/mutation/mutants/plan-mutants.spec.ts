import { expect, test } from '@jest/globals';

import { planMarked } from '../testing/memory-sources.ts';

const mutantsOf = (marked: string, others: Record<string, string> = {}, path?: string) =>
  planMarked(marked, path, others).operations.flatMap(({ mutants }) =>
    mutants.map(({ description }) => description),
  );

test.each([
  ['string', '""'],
  ['`a${string}`', '""'],
  ['"hit" | "miss"', '""'],
  ['number', '0'],
  ['-1 | 1', '0'],
  ['bigint', '0n'],
  ['boolean', 'false'],
  ['true', 'false'],
  ['value is string', 'false'],
  ['string[]', '[]'],
  ['readonly string[]', '[]'],
  ['[string, number]', '[]'],
  ['ReadonlyArray<string>', '[]'],
  ['Map<string, number>', 'new Map()'],
  ['ReadonlySet<string>', 'new Set()'],
  ['Record<string, number>', '{}'],
  ['{ id: string }', '{}'],
  ['Readonly<{ id: string }>', '{}'],
  ['object', '{}'],
  ['Uint8Array', 'new Uint8Array(0)'],
  ['Float32Array<ArrayBuffer>', 'new Float32Array(0)'],
  ['() => void', '()=>{}'],
  ['string | undefined', '""'],
  ['string | null', 'null'],
  ['number | string', '0'],
  ['AsyncIterable<Uint8Array>', 'an iterable of nothing'],
])('when it returns %s, one mutant returns %s', (type, empty) => {
  expect(mutantsOf(`function f(value: unknown): ${type} ‹f { return make(value); }›`)).toEqual([
    'returns nothing',
    `returns ${empty}`,
    'throws',
  ]);
});

test.each(['void', 'undefined', 'never', 'asserts value is string', 'void | undefined'])(
  'when it returns %s, a mutant that returns nothing is the only one that returns',
  (type) => {
    expect(mutantsOf(`function f(value: unknown): ${type} ‹f { look(value); }›`)).toEqual([
      'returns nothing',
      'throws',
    ]);
  },
);

test.each(['unknown', 'any', 'Elsewhere', 'symbol', 'keyof Elsewhere'])(
  'when it returns %s, of which no empty value is known, none is made up',
  (type) => {
    expect(mutantsOf(`function f(): ${type} ‹f { return make(); }›`)).toEqual(['returns nothing', 'throws']);
  },
);

test.each([
  ['return `${a}`;', 'returns ""'],
  ['return a + "b";', 'returns ""'],
  ['return a * 2;', 'returns 0'],
  ['return -a;', 'returns 0'],
  ['return a > 2;', 'returns false'],
  ['return !a;', 'returns false'],
  ['return [a];', 'returns []'],
  ['return { a };', 'returns {}'],
  ['return new Map([[a, 1]]);', 'returns new Map()'],
  ['return a ? [a] : other(a);', 'returns []'],
  ['if (a) return null; return { a };', 'returns null'],
  ['return () => a;', 'returns ()=>{}'],
])('when no type is declared and it does `%s`, one mutant %s', (body, mutant) => {
  expect(mutantsOf(`function f(a) ‹f { ${body} }›`)).toEqual(['returns nothing', mutant, 'throws']);
});

test('when no type is declared and functions in it return, those tell nothing of what it returns', () => {
  expect(mutantsOf('function f(list) ‹f { list.forEach((item) => { return [item]; }); }›')).toEqual([
    'returns nothing',
    'throws',
  ]);
});

test.each([
  ['an async function', 'async function f(): Promise<number> ‹f { return count(); }›', 'throws'],
  ['a function that returns a promise', 'function f(): Promise<number> ‹f { return count(); }›', 'rejects'],
])('when it is %s, its mutants settle', (_title, code, failure) => {
  expect(mutantsOf(code)).toEqual(['returns nothing', 'returns 0', failure]);
});

test('when it may return a promise or a value, its mutants return the value', () => {
  const [operation] = planMarked('function f(): number | Promise<number> ‹f { return count(); }›').operations;
  expect(operation?.mutants.map(({ code }) => code.slice(0, 10))).toEqual([
    'return;',
    'return 0;',
    'throw new ',
  ]);
});

test('when it is a generator, its mutants give nothing or throw', () => {
  expect(mutantsOf('function* f(): Generator<string> ‹f { yield make(); }›')).toEqual([
    'returns nothing',
    'throws',
  ]);
});

test.each([
  ['{}', ['throws']],
  ['{ "use strict"; }', ['throws']],
  ['{ return; }', ['throws']],
  ['{ return undefined; }', ['throws']],
  ['{ return void 0; }', ['throws']],
  ['{ return false; }', ['returns nothing', 'throws']],
  ['{ return true; }', ['returns nothing', 'returns false', 'throws']],
  ['{ return []; }', ['returns nothing', 'throws']],
  ["{ return ''; }", ['returns nothing', 'throws']],
  ['{ return ({} as never); }', ['returns nothing', 'throws']],
  ['{ return new Map(); }', ['returns nothing', 'throws']],
  ["{ throw new Error('no'); }", ['returns nothing']],
  ['{ log(); return false; }', ['returns nothing', 'returns false', 'throws']],
])('when its body is %s, what would do the same is no mutant of it: %j', (body, mutants) => {
  expect(mutantsOf(`function f() ‹f ${body}›`)).toEqual(mutants);
});

test('when a promise of nothing is all that it returns, only one that rejects differs', () => {
  expect(mutantsOf('const f = (): Promise<void> => ‹f Promise.resolve()›;')).toEqual(['rejects']);
});

test('when it is a constructor, it is left alone', () => {
  expect(mutantsOf('class A { constructor() ‹A { start(); }› }')).toEqual([]);
});

test('when nothing stands at its offsets, since its file has changed, it has no mutants', () => {
  expect(mutantsOf('const a = ‹a 1›;')).toEqual([]);
});

test('when the file cannot be read as code, there are no mutants', () => {
  expect(mutantsOf('function ( ‹f { return 1; }›')).toEqual([]);
});
