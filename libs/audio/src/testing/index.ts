export { type AudioStoreHarness, describeAudioStoreContract } from './describe-audio-store-contract.ts';
export { describeVoiceContract } from './describe-voice-contract.ts';
export { createFakeVoice, type FakeVoice, type FakeVoiceOptions } from './fake-voice.ts';
export { createMemoryAudioStore, type MemoryAudioStore } from './memory-audio-store.ts';
export { scriptOf } from './script-of.ts';
