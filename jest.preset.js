import { fileURLToPath } from 'node:url';

const fromRoot = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What every project's jest.config.js starts from: TypeScript as ES modules, the network off but for loopback. */
export default {
  testEnvironment: 'node',
  // Jest's own; where TEST_VALIDATOR_RECORDING is set, it notes besides what each test enters and asserts.
  runner: fromRoot('tools/test-validator/src/mutation/jest/recording-runner.mts'),
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      fromRoot('node_modules/ts-jest'),
      { useESM: true, tsconfig: fromRoot('tsconfig.base.json'), diagnostics: false },
    ],
  },
  // ts-jest rewrites `./x.ts` to `./x.js`; Jest must look for the source again.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'wasm', 'node'],
  // A net for what hangs, not a measure of speed: machines differ, and run other things.
  testTimeout: 60_000,
  reporters: ['default', fromRoot('tools/test-metrics/src/results-reporter.ts')],
  setupFilesAfterEnv: [fromRoot('tools/test-metrics/src/setup-tests.ts')],
};
