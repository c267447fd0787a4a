export { type AudioStoreHarness, describeAudioStoreContract } from './describe-audio-store-contract.ts';
export { describeVoiceContract } from './describe-voice-contract.ts';
export { describeVoiceSmoke } from './describe-voice-smoke.ts';
export { createMemoryAudioStore, type MemoryAudioStore } from './memory-audio-store.ts';
export * from './sound.ts';
export { bytesFrom, noise } from './stored-bytes.ts';
