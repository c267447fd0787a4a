import { describe, expect, test } from '@jest/globals';

import { openProject, type Project } from '../project/project.ts';
import { createMemoryFiles } from '../testing/memory-files.ts';
import { findServices } from './find-services.ts';
import { findMarkedFiles } from './marked-files.ts';

const manifest = (name: string, rest: object = {}): string => JSON.stringify({ name, ...rest });

function servicesIn(files: Record<string, string>) {
  const project: Project = openProject(createMemoryFiles(files));
  return findServices(project, findMarkedFiles(project));
}

const namesIn = (files: Record<string, string>): string[] => servicesIn(files).map(({ name }) => name);

/** The operations of a package that consists of these files. */
const operationsOf = (files: Record<string, string>) =>
  servicesIn({ 'package.json': manifest('shop'), ...files }).flatMap(({ operations }) => operations);

const code = 'export function add(one: number, other: number) { return one + other; }';

describe('which packages are services', () => {
  test('when packages carry the tag, they are, and no others', () => {
    expect(
      namesIn({
        'package.json': manifest('workspace'),
        'libs/cart/package.json': manifest('@shop/cart', { nx: { tags: ['type:service'] } }),
        'libs/cart/src/index.ts': code,
        'libs/stock/package.json': manifest('@shop/stock'),
        'libs/stock/project.json': manifest('stock', { tags: ['type:service'] }),
        'libs/stock/src/index.ts': code,
        'libs/format/package.json': manifest('@shop/format'),
        'libs/format/src/index.ts': code,
      }),
    ).toEqual(['cart', 'stock']);
  });

  test('when none carries it, all are but tools, examples, and what is for tests', () => {
    expect(
      namesIn({
        'package.json': manifest('workspace'),
        'src/index.ts': code,
        ...Object.fromEntries(
          [
            'packages/cart',
            'tools/build',
            'examples/small',
            'packages/cart-integration',
            'packages/cart-e2e',
          ].flatMap((folder) => [
            [`${folder}/package.json`, manifest(folder)],
            [`${folder}/src/index.ts`, code],
          ]),
        ),
      }),
    ).toEqual(['cart']);
  });

  test('when there is one package, it is', () => {
    expect(
      namesIn({ 'package.json': manifest('@me/shop'), 'index.js': 'exports.add = (a, b) => a + b;' }),
    ).toEqual(['shop']);
  });

  test('when a package exports types only, or cannot be read, it is none', () => {
    expect(
      namesIn({ 'package.json': manifest('types'), 'src/index.ts': 'export interface Item { id: string }' }),
    ).toEqual([]);
    expect(namesIn({ 'package.json': '{', 'src/index.ts': code })).toEqual([]);
  });

  test('when there is a project beside it for its tests, or marked tests in it, those are its integration roots', () => {
    const [service] = servicesIn({
      'libs/cart/package.json': manifest('cart', { nx: { tags: ['type:service'] } }),
      'libs/cart/src/index.ts': code,
      'libs/cart/src/cart.it.spec.ts': '',
      'libs/cart-integration/package.json': manifest('cart-integration'),
      'libs/cart-e2e/package.json': manifest('cart-e2e'),
      'libs/cart-tools/package.json': manifest('cart-tools'),
    });
    expect(service?.integrationRoots).toEqual([
      '/project/libs/cart-e2e',
      '/project/libs/cart-integration',
      '/project/libs/cart',
    ]);
  });

  test.each([
    [
      'exports',
      {
        exports: {
          '.': './dist/main.js',
          './redis': './dist/redis.js',
          './testing': './dist/testing/index.js',
        },
      },
    ],
    [
      'exports with conditions',
      { exports: { '.': { import: './dist/main.js' }, './redis': { default: './src/redis.ts' } } },
    ],
  ])('when %s name what is built, its sources are the entries, without those that serve tests', (_, rest) => {
    const [service] = servicesIn({
      'package.json': manifest('shop', rest),
      'src/main.ts': code,
      'src/redis.ts': code,
      'src/testing/index.ts': code,
    });
    expect(service?.entries).toEqual(['/project/src/main.ts', '/project/src/redis.ts']);
  });
});

describe('operations', () => {
  test.each([
    ['a function', code, ['add']],
    ['a re-export under another name', 'export { add as plus } from "./add.ts"', ['plus']],
    ['all of another module', 'export * from "./add.ts"', ['add']],
    ['an arrow', 'export const add = (one, other) => one + other', ['add']],
    [
      'a class',
      'export class Cart { add() { return 1 } #sum() {} private drop() {} get size() { return 0 } }',
      ['Cart.add'],
    ],
    [
      'a class with a parent',
      'class Base { close() { return 1 } add() {} } export class Cart extends Base { add() { return 1 } }',
      ['Cart.add', 'Cart.close'],
    ],
    ['a table', 'export const clock = { now: () => Date.now(), zone: "UTC" }', ['clock.now']],
    [
      'what a function makes',
      'export function createCart() { return { add() { return 1 }, size: 3 } }',
      ['createCart', 'createCart().add'],
    ],
    [
      'what an asynchronous one makes',
      'class Cart { add() { return 1 } } export async function open() { return new Cart() }',
      ['open', 'open().add'],
    ],
    [
      'an error, a constant, a type',
      'export class CartError extends Error { help() {} } export const size = 3; export type Id = string',
      [],
    ],
    [
      'an overload',
      'export function add(one: number): number; export function add(one) { return one }',
      ['add'],
    ],
    ['the same thing twice', 'function add() { return 1 } export { add, add as plus }', ['add']],
    ['a default', 'export default function open() { return 1 }', ['open']],
    ['CommonJS', 'function add() { return 1 } module.exports = { add }', ['add']],
  ])('when an entry exports %s', (_, text, names) => {
    expect(operationsOf({ 'src/index.ts': text, 'src/add.ts': code }).map(({ name }) => name)).toEqual(names);
  });

  test('an operation says where it stands, and where its body does', () => {
    const [operation] = operationsOf({ 'src/index.ts': '\nexport async function* add() { yield 1 }' });
    expect(operation).toMatchObject({
      ...{ name: 'add', file: '/project/src/index.ts', line: 2, isAsync: true, isGenerator: true },
      ...{ start: 8, body: { start: 30, end: 41 } },
    });
  });

  test.each([
    ['a throw', 'throw new Error()', true],
    ['a throw in what it calls', 'check()', true],
    ['a throw in a callback', 'return [1].map(() => { throw new Error() })', true],
    ['a rejection', 'return Promise.reject(new Error())', true],
    ['a signal that ends it', 'signal.throwIfAborted()', true],
    ['a constructor that throws', 'return new Checked()', true],
    ['nothing of the kind', 'return 1', false],
    ['a throw that is caught', 'try { check() } catch { return 1 }', false],
    ['a throw that is caught and thrown on', 'try { check() } catch (error) { throw error }', true],
    ['a throw in what it gives back', 'return { run() { throw new Error() } }', false],
    ['calling itself', 'return add()', false],
  ])('when it has %s', (_, body, canFail) => {
    const rest = 'function check() { throw new Error() } class Checked { constructor() { check() } }';
    const [operation] = operationsOf({ 'src/index.ts': `export function add(signal) { ${body} } ${rest}` });
    expect(operation?.canFail).toBe(canFail);
  });

  test('when a method calls another by `this`, it can fail with it', () => {
    const text = 'export class Cart { add() { this.#check() } #check() { throw new Error() } }';
    expect(operationsOf({ 'src/index.ts': text })[0]?.canFail).toBe(true);
  });
});

describe('dependencies', () => {
  const port = 'export interface Store { get(id: string): Promise<string>; put(id: string): Promise<void> }';
  const dependenciesOf = (files: Record<string, string>) =>
    servicesIn({ 'package.json': manifest('shop'), ...files }).flatMap(({ dependencies }) => dependencies);

  test.each([
    ['takes it', 'export function open(store: Store) { return store }'],
    [
      'takes it with its options',
      'interface Options { store: Store } export function open({ store }: Options) { return store }',
    ],
    [
      'takes it with options that extend others',
      'interface Base { store: Store } interface Options extends Base { size: number } export function open(options: Options) { return options }',
    ],
  ])('when an exported function %s, it is a port', (_, text) => {
    expect(dependenciesOf({ 'src/index.ts': `${text}\n${port}` })).toEqual([
      { name: 'Store', file: '/project/src/index.ts', line: 2, methods: ['get', 'put'] },
    ]);
  });

  test.each([
    [
      'gives it only',
      `export function open(): Store { return { get: async () => '', put: async () => {} } } ${port}`,
    ],
    [
      'takes one that never waits',
      'export interface Clock { now(): number } export function open(clock: Clock) { return clock }',
    ],
  ])('when it %s, it is none', (_, text) => {
    expect(dependenciesOf({ 'src/index.ts': text })).toEqual([]);
  });

  test('when there is a folder of ports, those in it are, without what their methods give back', () => {
    const store =
      'export interface Store { claim(): Promise<Claim> } type Claim = { lease: Lease }; export interface Lease { end(): Promise<void> }';
    const files = {
      'src/index.ts': `import type { Store } from './ports/store.ts'; ${port.replace('Store', 'Other')} export function open(store: Store, other: Other) { return [store, other] }`,
      'src/ports/store.ts': store,
    };
    expect(dependenciesOf(files).map(({ name }) => name)).toEqual(['Store']);
  });

  test('when a function makes a port, or a class implements one, their methods stand in for it', () => {
    const operations = operationsOf({
      'src/index.ts': `${port} interface Disk extends Store { close(): void }
export async function openDisk(): Promise<Disk> { return { get: async () => '', put: async () => {}, close() { return 1 } } }
export class Memory implements Store { async get() { return '' } async put() { return } }
export function open(store: Store) { return store }`,
    });
    expect(operations.filter(({ ports }) => ports.includes('Store')).map(({ name }) => name)).toEqual([
      ...['openDisk().get', 'openDisk().put', 'openDisk().close', 'Memory.get', 'Memory.put'],
    ]);
  });
});
