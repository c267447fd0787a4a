import { describeAudioStoreContract } from './describe-audio-store-contract.ts';
import { createMemoryAudioStore } from './memory-audio-store.ts';

describeAudioStoreContract('in memory', () => ({ store: createMemoryAudioStore() }));
