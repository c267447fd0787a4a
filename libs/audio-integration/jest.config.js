import { fileURLToPath } from 'node:url';

export default {
  displayName: 'audio-integration',
  preset: '../../jest.preset.js',
  // Jest's own; where TEST_VALIDATOR_RECORDING is set, it notes besides which operations each test enters.
  runner: fileURLToPath(
    new URL('../../tools/test-validator/src/mutation/jest/recording-runner.mts', import.meta.url),
  ),
};
