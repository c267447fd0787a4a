import { fileURLToPath } from 'node:url';

export default {
  displayName: 'cache-integration',
  preset: '../../jest.preset.js',
  // Most of their time, these tests wait: for programs, servers and timers.
  maxWorkers: 2,
  // Jest's own; where TEST_VALIDATOR_RECORDING is set, it notes besides which operations each test enters.
  runner: fileURLToPath(
    new URL('../../tools/test-validator/src/mutation/jest/recording-runner.mts', import.meta.url),
  ),
};
