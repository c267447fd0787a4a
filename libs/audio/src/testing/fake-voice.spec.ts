import { describeVoiceContract } from './describe-voice-contract.ts';
import { createFakeVoice } from './fake-voice.ts';

describeVoiceContract('the fake', () => createFakeVoice());
