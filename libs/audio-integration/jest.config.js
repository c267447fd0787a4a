export default { displayName: 'audio-integration', preset: '../../jest.preset.js' };
