import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { join } from '../../project/paths.ts';
import { mutate } from '../mutate.ts';
import type { MutationProgress } from '../mutation-result.ts';
import { createFixtureProject, type FixtureProject } from '../testing/fixture-project.ts';
import { prepareRecording, recordingVariable } from './recording.ts';

const runner = fileURLToPath(new URL('../jest/recording-runner.mts', import.meta.url));

let project: FixtureProject;
beforeEach(() => {
  project = createFixtureProject({
    'checks/jest.config.js': `module.exports = { transform: {}, runner: ${JSON.stringify(runner)} };`,
    'service/index.js': 'exports.sum = function (a, b) ‹sum { return a + b; }›;',
    'checks/one.test.js':
      "test('adds', () => { expect(require('../service/index.js').sum(1, 2)).toBe(3); });",
    'checks/two.test.js':
      "test('adds more', () => { expect(require('../service/index.js').sum(2, 2)).toBe(4); });",
  });
});
afterEach(() => project.remove());

/** The ordinary run of the tests, in workers of Jest. */
function runTests(variables: Record<string, string>): void {
  const jest = join(project.root, 'node_modules/jest/bin/jest.js');
  execFileSync(process.execPath, [jest, '--maxWorkers=2', '--watchman=false'], {
    ...{ cwd: join(project.root, 'checks'), stdio: 'pipe', env: { ...process.env, ...variables } },
  });
}

async function recordedAgain(): Promise<number> {
  const steps: MutationProgress[] = [];
  const { operations } = await mutate({
    ...{ ...project, projectRoot: project.root, concurrency: 1 },
    onProgress: (progress) => steps.push(progress),
  });
  expect(operations).toMatchObject([{ name: 'sum', total: 2, killed: 2, coveringTests: 2 }]);
  return steps.filter(({ phase }) => phase === 'recording').length;
}

test('when an ordinary run has recorded, the tests are not run once more before mutants are tried', async () => {
  const recording = prepareRecording({
    ...project,
    services: [project.service],
    watched: [],
    projectRoot: project.root,
  });
  runTests({ [recordingVariable]: recording });
  expect(await recordedAgain()).toBe(0);
});

test('when a test file has changed since, only that is run once more', async () => {
  const recording = prepareRecording({
    ...project,
    services: [project.service],
    watched: [],
    projectRoot: project.root,
  });
  runTests({ [recordingVariable]: recording });
  project.write({
    'checks/two.test.js':
      "const { sum } = require('../service/index.js'); test('adds other', () => { expect(sum(3, 2)).toBe(5); });",
  });
  expect(await recordedAgain()).toBe(1);
});

test('when it was not asked to record, the tests are run once more', async () => {
  runTests({ [recordingVariable]: '' });
  expect(await recordedAgain()).toBe(2);
});
