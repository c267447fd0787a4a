export default { displayName: 'job', preset: '../../jest.preset.js' };
