import { afterEach, expect, test } from '@jest/globals';

import { mutate } from './mutate.ts';
import { createFixtureProject, type FixtureProject } from './testing/fixture-project.ts';

let project: FixtureProject | undefined;
afterEach(() => project?.remove());

async function measured(files: Record<string, string>) {
  project = createFixtureProject(files);
  const { operations } = await mutate({
    ...{ ...project, projectRoot: project.root, concurrency: 1, timeoutMilliseconds: 1000 },
  });
  return operations.map(({ name, total, killed }) => ({ name, total, killed }));
}

test('when TypeScript is run as ES modules by ts-jest, which checks types, its operations are measured', async () => {
  const files = {
    'package.json': '{ "type": "module" }',
    'service/index.ts': `
import { rate } from './rate.js';
export interface Prices { of(item: string): Promise<number> }
export function openPrices(factor: number): Prices ‹openPrices {
  return { of: async (item) => ‹of item.length * rate * factor› };
}›`,
    'service/rate.ts': 'export const rate: number = 2;',
    'checks/jest.config.js': `export default {
      extensionsToTreatAsEsm: ['.ts'],
      testMatch: ['**/*.spec.ts'],
      moduleNameMapper: { '^(\\\\.{1,2}/.*)\\\\.js$': '$1' },
      transform: { '^.+\\\\.ts$': ['ts-jest', { useESM: true, tsconfig: { module: 'nodenext', target: 'es2024', strict: true, isolatedModules: true, types: [] } }] },
    };`,
    'checks/prices.spec.ts': `
import { expect, test } from '@jest/globals';
import { openPrices } from '../service/index.js';
test('has prices', async () => { expect(await openPrices(3).of('tea')).toBe(18); });`,
  };
  expect(await measured(files)).toEqual([
    { name: 'openPrices', total: 3, killed: 3 },
    { name: 'of', total: 3, killed: 3 },
  ]);
});

test('when JavaScript goes through Babel, with mocks that it moves to the top, its operations are measured', async () => {
  const files = {
    'service/shelf.js': "exports.load = () => 'real';",
    'service/index.js': `
'use strict';
const { load } = require('./shelf.js');
exports.stock = function () ‹stock { return [load()]; }›;`,
    'checks/jest.config.js': 'module.exports = {};',
    'checks/stock.test.js': `
const { stock } = require('../service/index.js');
jest.mock('../service/shelf.js', () => ({ load: () => 'mocked' }));
test('has what is on the shelf', () => { expect(stock()).toEqual(['mocked']); });`,
  };
  expect(await measured(files)).toEqual([{ name: 'stock', total: 3, killed: 3 }]);
});

test('when ES modules are run as they are, and a file asks for an environment of its own, its operations are measured', async () => {
  const files = {
    'service/index.mjs': 'export const greet = (name) => ‹greet `hello ${name}`›;',
    'checks/quiet-environment.cjs': `
const { TestEnvironment } = require('jest-environment-node');
module.exports = class extends TestEnvironment {
  async handleTestEvent(event) { if (event.name === 'test_start') this.global.started = event.test.name; }
};`,
    'checks/jest.config.js': "module.exports = { transform: {}, testMatch: ['**/*.test.mjs'] };",
    'checks/greet.test.mjs': `/** @jest-environment ./quiet-environment.cjs */
import { greet } from '../service/index.mjs';
test('greets', () => { expect([greet('ann'), globalThis.started]).toEqual(['hello ann', 'greets']); });`,
  };
  expect(await measured(files)).toEqual([{ name: 'greet', total: 3, killed: 3 }]);
});

test('when operations are entered in hooks and while the file is loaded, all its tests cover them', async () => {
  const files = {
    'service/index.js': `
exports.open = function () ‹open { return { items: [] }; }›;
exports.fill = function (shop) ‹fill { shop.items.push('tea'); }›;
exports.close = async function (shop) ‹close { shop.items.length = 0; }›;`,
    'checks/shop.test.js': `
const { open, fill, close } = require('../service/index.js');
const shop = open();
beforeEach(() => fill(shop));
afterEach(() => close(shop));
test('has tea', () => { expect(shop.items).toEqual(['tea']); });
test('has only tea', () => { expect(shop.items).toHaveLength(1); });`,
  };
  expect(await measured(files)).toEqual([
    { name: 'open', total: 3, killed: 3 },
    { name: 'fill', total: 2, killed: 2 },
    { name: 'close', total: 2, killed: 2 },
  ]);
});

test('when a mutant takes its process down, it is killed, and the others are measured', async () => {
  const files = {
    'service/index.js': `
exports.mayGoOn = function () ‹mayGoOn { return Number('1') === 1; }›;
exports.sum = function (a, b) ‹sum { return a + b; }›;`,
    'checks/process.test.js': `
const { mayGoOn, sum } = require('../service/index.js');
test('goes on', () => { if (!mayGoOn()) process.kill(process.pid, 'SIGKILL'); expect(sum(1, 2)).toBe(3); });`,
  };
  expect(await measured(files)).toEqual([
    { name: 'mayGoOn', total: 3, killed: 3 },
    { name: 'sum', total: 2, killed: 2 },
  ]);
});

test('when tests fail from then on that a mutant has been tried, what they caught does not count', async () => {
  const files = {
    'service/index.js':
      "exports.tidy = function (path) ‹tidy { require('node:fs').rmSync(path, { force: true }); }›;",
    'checks/tidy.test.js': `
const { existsSync, writeFileSync } = require('node:fs');
const { tidy } = require('../service/index.js');
const path = __dirname + '/left-behind';
test('leaves nothing behind', () => {
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, '');
  tidy(path);
  expect(existsSync(path)).toBe(false);
});`,
  };
  project = createFixtureProject(files);
  const { operations, notes } = await mutate({ ...project, projectRoot: project.root, concurrency: 1 });
  expect(operations).toMatchObject([{ name: 'tidy', killed: 0, survivors: [] }]);
  expect(notes).toEqual([expect.stringContaining('checks/tidy.test.js')]);
});
