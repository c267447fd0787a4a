// Most of their time, these tests wait for programs to start and to end.
export default { displayName: 'api-e2e', preset: '../../jest.preset.js', maxWorkers: 2 };
