export default { displayName: 'job-integration', preset: '../../jest.preset.js' };
