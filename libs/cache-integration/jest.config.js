export default { displayName: 'cache-integration', preset: '../../jest.preset.js' };
