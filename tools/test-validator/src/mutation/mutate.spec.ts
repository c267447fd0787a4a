import { readdirSync, readFileSync } from 'node:fs';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { join } from '../project/paths.ts';
import { mutate, type MutateOptions } from './mutate.ts';
import { mutationFindings } from './mutation-findings.ts';
import type { MutationProgress, MutationResult } from './mutation-result.ts';
import { createFixtureProject, type FixtureProject } from './testing/fixture-project.ts';

const cart = `
exports.total = function (prices) ‹total { return prices.reduce((sum, price) => sum + price, 0); }›;
exports.label = (name) => ‹label 'cart of ' + name›;
exports.touch = function () ‹touch { exports.touched = true; }›;
exports.audit = function () ‹audit { exports.audited = Date.now(); }›;
exports.never = function () ‹never { return 'never'; }›;
`;
const queue = `
exports.isEmpty = function (queue) ‹isEmpty { return queue.length === 0; }›;
`;
const cartTest = `
const cart = require('../service/cart.js');
describe('a cart', () => {
  test('adds up', () => { expect(cart.total([1, 2])).toBe(3); });
  test('has a label', () => { expect(typeof cart.label('ann')).toBe('string'); });
  test('is touched', () => { cart.touch(); });
  test('is audited', () => { try { cart.audit(); } catch {} });
});
`;
const queueTest = `
const { isEmpty } = require('../service/queue.js');
test('a queue is emptied', () => {
  const queue = [1, 2];
  while (!isEmpty(queue)) queue.pop();
  expect(queue).toEqual([]);
});
`;

const limits = { timeoutMilliseconds: 500, concurrency: 2 };

function operation({ operations }: MutationResult, name: string) {
  return operations.find((each) => each.name === name);
}

describe('a project with tests of all kinds', () => {
  let project: FixtureProject;
  let result: MutationResult;
  beforeAll(async () => {
    project = createFixtureProject({
      ...{ 'service/cart.js': cart, 'service/queue.js': queue },
      ...{ 'checks/cart.test.js': cartTest, 'checks/queue.test.js': queueTest },
    });
    result = await mutate({ ...project, projectRoot: project.root, ...limits });
  });
  afterAll(() => project.remove());

  test('when a test checks what an operation does, all its mutants are killed', () => {
    expect(operation(result, 'total')).toMatchObject({ total: 2, killed: 2, survivors: [] });
  });

  test('when a test checks only a part of it, the mutants that keep to that survive', () => {
    expect(operation(result, 'label')).toMatchObject({
      ...{ total: 3, killed: 2, coveringTests: 1 },
      survivors: [{ kind: 'default', description: 'returns ""' }],
    });
  });

  test('when a test only calls it, a mutant that does nothing survives', () => {
    expect(operation(result, 'touch')).toMatchObject({ survivors: [{ kind: 'nothing' }] });
  });

  test('when nothing that it does matters to a test, all mutants survive', () => {
    expect(operation(result, 'audit')).toMatchObject({ total: 2, killed: 0, coveringTests: 1 });
  });

  test('when no test enters it, none of its mutants is tried', () => {
    expect(operation(result, 'never')).toMatchObject({
      total: 3,
      killed: 0,
      coveringTests: 0,
      survivors: [],
    });
  });

  test('when a mutant makes a test run for ever, it is killed', () => {
    expect(operation(result, 'isEmpty')).toMatchObject({ total: 3, killed: 3 });
  });

  test('when a test passes with every mutant that it meets, it is said to kill nothing', () => {
    expect(result.tests.filter(({ killsNothing }) => killsNothing)).toEqual([
      {
        ...{ file: 'checks/cart.test.js', test: 'a cart › is audited', line: 7, column: 3 },
        ...{ covered: 2, killed: 0, killsNothing: true },
      },
    ]);
  });

  test('when it is all measured, the findings are those of the operations and of the tests', () => {
    expect(
      mutationFindings(result).map(({ rule, severity, file, line }) => [rule, severity, file, line]),
    ).toEqual([
      ['HT061', 'warning', 'service/cart.js', 3],
      ['HT061', 'warning', 'service/cart.js', 4],
      ['HT060', 'error', 'service/cart.js', 5],
      ['HT062', 'warning', 'checks/cart.test.js', 7],
    ]);
  });

  test('when it is measured, no file of the project is written', () => {
    expect(readFileSync(join(project.service.root, 'queue.js'), 'utf8')).not.toContain('__mutants__');
    expect(readdirSync(project.root).toSorted()).toEqual(['cache', 'checks', 'node_modules', 'service']);
    expect(readdirSync(join(project.root, 'checks')).toSorted()).toEqual([
      ...['cart.test.js', 'jest.config.js', 'queue.test.js'],
    ]);
  });

  test('when nothing has changed, the second run gives the same without a test', async () => {
    const steps: MutationProgress[] = [];
    const again = await mutate({
      ...{ ...project, projectRoot: project.root, ...limits },
      onProgress: (progress) => steps.push(progress),
    });
    expect(again).toEqual({ ...result, milliseconds: expect.any(Number), millisecondsOfMutants: 0 });
    expect(steps).toEqual([]);
  });

  test('when a test is hollow, what it enters and notices does not count', async () => {
    const others = await mutate({
      ...{ ...project, projectRoot: project.root, ...limits, testsMilliseconds: 0 },
      ...{ cacheDirectory: join(project.root, 'cache/hollow'), hollow: new Set(['checks/cart.test.js:6']) },
    });
    expect(operation(others, 'touch')).toMatchObject({ total: 2, killed: 0, coveringTests: 0 });
    expect(operation(others, 'total')).toEqual(operation(result, 'total'));
  });

  test('when there is no time, what is not known is undecided', async () => {
    const hurried = await mutate({
      ...{ ...project, projectRoot: project.root, ...limits, mutantsMilliseconds: 0, testsMilliseconds: 0 },
      cacheDirectory: join(project.root, 'cache/hurried'),
    });
    expect(operation(hurried, 'total')).toMatchObject({ total: 2, killed: 0, undecided: 2, survivors: [] });
    expect(mutationFindings(hurried)).toEqual([]);
  });

  test('when one file has changed, only tests that load it run again', async () => {
    project.write({ 'service/queue.js': `${queue}// changed` });
    const steps: MutationProgress[] = [];
    const again = await mutate({
      ...{ ...project, projectRoot: project.root, ...limits },
      onProgress: (progress) => steps.push(progress),
    });
    expect(again.operations).toEqual(result.operations);
    expect(steps.filter(({ phase }) => phase === 'recording')).toEqual([
      { phase: 'recording', done: 1, total: 1 },
    ]);
    const mutants = steps.filter(({ phase }) => phase === 'mutants');
    expect(mutants.map(({ done }) => done)).toEqual([13, 14, 15]);
  });
});

describe('a project that cannot be measured', () => {
  let project: FixtureProject;
  beforeEach(() => {
    project = createFixtureProject({ 'service/cart.js': cart, 'checks/cart.test.js': cartTest });
  });
  afterEach(() => project.remove());
  const measure = (options: Pick<MutateOptions, 'signal' | 'onProgress'> = {}) =>
    mutate({ ...project, projectRoot: project.root, ...limits, ...options });

  test('when tests fail without any mutant, it says which', async () => {
    project.write({ 'checks/cart.test.js': `${cartTest}test('fails', () => { expect(1).toBe(2); });` });
    await expect(measure()).rejects.toMatchObject({
      code: 'dry-run-failed',
      tests: ['checks/cart.test.js › fails'],
      message: expect.stringContaining('fails'),
    });
  });

  test('when no test enters an operation, it says so', async () => {
    project.write({ 'checks/cart.test.js': "test('is alone', () => { expect(1).toBe(1); });" });
    await expect(measure()).rejects.toMatchObject({ code: 'no-covering-tests' });
  });

  test('when Jest finds no test, it says what Jest said', async () => {
    project.write({
      'checks/jest.config.js': "module.exports = { transform: {}, testMatch: ['**/none.js'] };",
    });
    await expect(measure()).rejects.toMatchObject({
      code: 'jest-failed',
      message: expect.stringContaining('none.js'),
    });
  });

  test('when it is stopped, its processes are gone', async () => {
    const notePid = "require('node:fs').writeFileSync(__dirname + '/' + process.pid + '.pid', '');";
    project.write({ 'checks/cart.test.js': `${notePid}${cartTest}` });
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = () => controller.abort(reason);
    await expect(measure({ signal: controller.signal, onProgress })).rejects.toMatchObject({
      ...{ code: 'aborted', cause: reason },
    });
    const names = readdirSync(join(project.root, 'checks'));
    const pids = names.flatMap((name) => /^(\d+)\.pid$/.exec(name)?.[1] ?? []);
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
  });
});
