export default {
  displayName: 'audio-integration',
  preset: '../../jest.preset.js',
  // Speech is computed: a limit for what hangs, generous enough for a busy machine.
  testTimeout: 60_000,
};
