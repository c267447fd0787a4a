export default { displayName: 'test-validator', preset: '../../jest.preset.js' };
