export default { displayName: 'test-metrics', preset: '../../jest.preset.js' };
