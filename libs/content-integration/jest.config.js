export default { displayName: 'content-integration', preset: '../../jest.preset.js' };
