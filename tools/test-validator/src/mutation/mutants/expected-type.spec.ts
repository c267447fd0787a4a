import { expect, test } from '@jest/globals';

import { planMarked } from '../testing/memory-sources.ts';

const kindsOf = (marked: string, others: Record<string, string> = {}) =>
  planMarked(marked, 'subject.ts', others).operations.flatMap(({ mutants }) =>
    mutants.filter(({ kind }) => kind !== 'throws').map(({ description }) => description),
  );

const store = 'interface Store { read(key: string): string; write(key: string): void; keys: () => string[] }';

test.each([
  ['a method of a returned object', `function open(): Store { return { read: (key) => ‹read find(key)› }; }`],
  [
    'a method of an object that is an arrow’s value',
    'const open = (): Store => ({ read(key) ‹read { return find(key); }› });',
  ],
  [
    'a method of a returned object of an async function',
    'async function open(): Promise<Store> { return { read: (key) => ‹read find(key)› }; }',
  ],
  ['a method of a declared constant', 'const it: Store = { read: (key) => ‹read find(key)› };'],
  [
    'a method of an object that satisfies a type',
    'const it = { read: (key) => ‹read find(key)› } satisfies Store;',
  ],
  ['a method of a class', 'class Disk implements Store { read(key) ‹read { return find(key); }› }'],
  ['a function field of a class', 'class Disk implements Store { read = (key) => ‹read find(key)›; }'],
  ['a function of a declared type', 'const read: (key: string) => string = (key) => ‹read find(key)›;'],
])('when the type is declared elsewhere, for %s, its mutants follow it', (_title, code) => {
  expect(kindsOf(`${store}\n${code}`)).toEqual(['returns nothing', 'returns ""']);
});

test('when the type says that nothing is returned, what happens to be returned does not count', () => {
  expect(kindsOf(`${store}\nconst it: Store = { write: (key) => ‹write disk.write(key)› };`)).toEqual([
    'returns nothing',
  ]);
});

test('when a member is a property of a function type, what that returns counts', () => {
  expect(kindsOf(`${store}\nconst it: Store = { keys: () => ‹keys disk.keys()› };`)).toEqual([
    'returns nothing',
    'returns []',
  ]);
});

test('when the type is inherited, generic, or taken from another member, it is followed', () => {
  const types = `
    interface Base<Item> { all(): Item[]; find?(id: string): Promise<Item | null> }
    interface Wide extends Base<number> { search: NonNullable<Base<number>['find']> }`;
  expect(kindsOf(`${types}\nconst it: Wide = { all: () => ‹all list()› };`)).toContain('returns []');
  expect(kindsOf(`${types}\nconst it: Wide = { search: (id) => ‹search look(id)› };`)).toContain(
    'returns null',
  );
});

test('when the type stands in another file, behind a file that passes it on, it is found', () => {
  const marked =
    "import type { Port } from './ports.js';\nexport const open = (): Port => ({ size: () => ‹size count()› });";
  const others = {
    'ports.ts': "export * from './port.ts';",
    'port.ts': 'export interface Port { size(): number }',
  };
  expect(kindsOf(marked, others)).toEqual(['returns nothing', 'returns 0']);
});

test('when a name stands for another and so on, it is followed; when in a circle, given up', () => {
  expect(kindsOf('type A = B; type B = string;\nfunction f(): A ‹f { return make(); }›')).toContain(
    'returns ""',
  );
  expect(kindsOf('type A = B; type B = A;\nfunction f(): A ‹f { return make(); }›')).toEqual([
    'returns nothing',
  ]);
});

test('when it is a getter, the type of the property counts', () => {
  const types = 'interface Line { isOpen: boolean }';
  expect(
    kindsOf(`${types}\nclass Wire implements Line { get isOpen() ‹isOpen { return this.look(); }› }`),
  ).toContain('returns false');
  expect(kindsOf(`${types}\nconst it: Line = { get isOpen() ‹isOpen { return look(); }› };`)).toContain(
    'returns false',
  );
});
