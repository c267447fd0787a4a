export default { displayName: 'content', preset: '../../jest.preset.js' };
