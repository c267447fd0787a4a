import { describe, expect, test } from '@jest/globals';

import { openProject } from '../project/project.ts';
import { createMemoryFiles } from '../testing/memory-files.ts';
import { readServices } from './read-services.ts';

const cart = `import { check } from './check.ts';
export interface Store { put(id: string): Promise<void> }
export function createCart({ store }: { store: Store }) {
  return {
    async add(id: string) { check(id); await store.put(id); return id },
    size() { return 0 },
  };
}
export function createMemoryStore(): Store { return { async put(id) { check(id) } } }
export function total(prices: number[]) { return prices.length }`;

const workspace = {
  'package.json': '{ "name": "workspace" }',
  'libs/cart/package.json': '{ "name": "@shop/cart", "nx": { "name": "cart", "tags": ["type:service"] } }',
  'libs/cart/src/index.ts': cart,
  'libs/cart/src/check.ts': 'export function check(id: string) { if (id === "") throw new Error("EMPTY") }',
  'libs/cart-integration/package.json': '{ "name": "@shop/cart-integration" }',
};

/** What the tests of one file of the integration project reach, in the order of their lines. */
function reachesOf(text: string, files: Record<string, string> = {}) {
  const all = { ...workspace, ...files, 'libs/cart-integration/src/cart.it.spec.ts': text };
  return readServices(openProject(createMemoryFiles(all))).reaches;
}

const imports = `import { createCart, createMemoryStore, total } from '@shop/cart';`;

describe('what a test reaches', () => {
  test('when it calls an operation and looks at its result, a success', () => {
    const [reach] = reachesOf(`${imports} test('sums', () => { expect(total([1])).toBe(1) })`);
    expect(reach).toMatchObject({
      ...{ file: '/project/libs/cart-integration/src/cart.it.spec.ts', line: 1, service: 'cart' },
      ...{ successes: ['total'], failures: [], up: [], down: [] },
    });
  });

  test.each([
    [
      'of a method',
      `const made = createCart({ store: createMemoryStore() }); expect(await made.add('a')).toBe('a')`,
    ],
    ['by a helper of the file', `expect(await addTo(createMemoryStore())).toBe('a')`],
    ['by a hook', `expect(await made.add('a')).toBe('a')`],
    [
      'by what a fixture holds',
      `const fixture = { cart: createCart({ store: createMemoryStore() }) }; expect(await fixture.cart.add('a')).toBe('a')`,
    ],
  ])('when it does so by way %s, through production code to the port', (_, body) => {
    const [reach] = reachesOf(`${imports}
let made;
beforeEach(() => { made = createCart({ store: createMemoryStore() }) });
async function addTo(store) { return createCart({ store }).add('a') }
test('adds', async () => { ${body} })`);
    expect(reach).toMatchObject({ up: ['Store'], failures: [] });
    expect(reach?.successes).toEqual(
      expect.arrayContaining([
        'createCart',
        'createCart().add',
        'createMemoryStore',
        'createMemoryStore().put',
      ]),
    );
  });

  test.each([
    ['rejects', `await expect(createCart({ store }).add('')).rejects.toThrow('EMPTY')`],
    [
      'is caught',
      `try { await createCart({ store }).add('') } catch (error) { expect(error.message).toBe('EMPTY') }`,
    ],
    [
      'is told by a code',
      `const answer = await createCart({ store }).add('').catch(toAnswer); expect(answer).toEqual({ code: 'EMPTY' })`,
    ],
  ])('when it %s, a failure of those operations that can fail', (_, body) => {
    const [reach] = reachesOf(
      `${imports} test('refuses', async () => { const store = createMemoryStore(); ${body} })`,
    );
    expect(reach?.failures).toContain('createCart().add');
    expect(reach?.failures).not.toContain('createCart().size');
  });

  test.each([
    ['a stand-in that throws', `const store = { put: async () => { throw new Error('down') } };`],
    ['a stand-in that rejects', `const store = { put: () => Promise.reject(new Error('down')) };`],
    ['a mock that rejects', `const store = { put: jest.fn().mockRejectedValue(new Error('down')) };`],
  ])('when it hands in %s, the dependency is down', (_, text) => {
    const [reach] = reachesOf(
      `${imports} test('fails', async () => { ${text} await expect(createCart({ store }).add('a')).rejects.toThrow('down') })`,
    );
    expect(reach?.down).toEqual(['Store']);
  });

  test('when it takes the neighbour away at the wire, the dependency is down', () => {
    const [reach] = reachesOf(
      `${imports} test('fails', async () => { const store = createMemoryStore(); await server.stop(); await expect(store.put('a')).rejects.toThrow() })`,
    );
    expect(reach?.down).toEqual(['Store']);
  });

  test('when it starts a program of the project, what that reaches', () => {
    const [reach] = reachesOf(
      `import { spawn } from 'node:child_process'; test('runs', async () => { const child = spawn('node', ['./program.ts']); expect(await ended(child)).toBe(0) })`,
      {
        'libs/cart-integration/src/program.ts': `${imports} console.log(total([1]))`,
      },
    );
    expect(reach?.successes).toEqual(['total']);
  });

  test('when it calls a suite, the tests of that with what it is given, and of no other suite', () => {
    const suite = (name: string): string =>
      `import { test, expect } from '@jest/globals'; export function describe${name}(make) { test('puts', async () => { expect(await make().put('a')).toBeUndefined() }) }`;
    const reaches = reachesOf(
      `import { createMemoryStore } from '@shop/cart'; import { describeStore } from '@shop/cart/testing'; describeStore(() => createMemoryStore());`,
      {
        'libs/cart/src/testing/index.ts': `export * from './store-contract.ts'; export * from './cart-contract.ts'`,
        'libs/cart/src/testing/store-contract.ts': suite('Store'),
        'libs/cart/src/testing/cart-contract.ts': suite('Cart'),
        'libs/cart/package.json': workspace['libs/cart/package.json'].replace(
          '{',
          '{ "exports": { ".": "./src/index.ts", "./testing": "./src/testing/index.ts" },',
        ),
      },
    );
    expect(reaches).toMatchObject([
      { file: '/project/libs/cart/src/testing/store-contract.ts', service: 'cart', up: ['Store'] },
    ]);
  });

  test('when no test is marked, there are no services', () => {
    const project = openProject(
      createMemoryFiles({ ...workspace, 'libs/cart/src/cart.spec.ts': `test('a', () => {})` }),
    );
    expect(readServices(project)).toEqual({ services: [], reaches: [], findings: [] });
  });
});

describe('the mark of integration tests', () => {
  const findingsOf = (files: Record<string, string>) =>
    readServices(openProject(createMemoryFiles({ 'package.json': '{ "name": "shop" }', ...files }))).findings;
  const marked = {
    'src/real.it.spec.ts': `import nock from 'nock'; test('a', () => { nock('http://a').get('/').reply(200) })`,
  };
  const plain = `import { slug } from './slug.ts'; test('a', () => { expect(slug('A')).toBe('a') })`;
  const slug = { 'src/slug.ts': 'export const slug = (text: string) => text.toLowerCase()' };

  test('when a marked file has no neighbour and stays in its package, it is found', () => {
    expect(findingsOf({ ...slug, 'src/slug.it.spec.ts': plain })).toMatchObject([
      { rule: 'HT052', severity: 'warning', file: 'src/slug.it.spec.ts', line: 1, test: null },
    ]);
  });

  test.each([
    [
      'is not marked and speaks at the wire',
      { 'src/app.spec.ts': `import request from 'supertest'; test('a', () => {})` },
    ],
    [
      'is not marked and has the address of a database',
      {
        'src/db.spec.ts': `import pg from 'pg'; const client = new pg.Client(process.env.DB); test('a', () => {})`,
      },
    ],
  ])('when one %s, it is found', (_, files) => {
    expect(findingsOf({ ...marked, ...files })).toMatchObject([
      { rule: 'HT052', file: Object.keys(files)[0] },
    ]);
  });

  test.each([
    [
      'a marked file uses another package',
      {
        'libs/slug/package.json': '{ "name": "slug" }',
        'libs/slug/src/index.ts': slug['src/slug.ts'],
        'src/slug.it.spec.ts': plain.replace('./slug.ts', 'slug'),
      },
    ],
    ['a plain file is plain', { ...slug, 'src/slug.spec.ts': plain }],
    [
      'a plain file only speaks of such a package',
      { ...slug, 'src/slug.spec.ts': plain.replace(`'A'`, `'supertest'`) },
    ],
    [
      'a client has nobody to speak to',
      {
        'src/db.spec.ts': `import { Redis } from 'ioredis'; const client = new Redis({ lazyConnect: true }); test('a', () => {})`,
      },
    ],
  ])('when %s, nothing is', (_, files) => {
    expect(findingsOf({ ...marked, ...files })).toEqual([]);
  });

  test('when nothing is marked, a project has no such marks, and nothing is found', () => {
    expect(findingsOf({ 'src/app.spec.ts': `import request from 'supertest'; test('a', () => {})` })).toEqual(
      [],
    );
  });
});
