export default {
  displayName: 'job-integration',
  preset: '../../jest.preset.js',
  // Most of their time, these tests wait: for programs, servers and timers.
  maxWorkers: 2,
};
