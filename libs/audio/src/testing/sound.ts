/** What makes and reads audio, without the contracts: for programs that don't run in Jest. */
export { decodeSpeech } from '../speech/decode-speech.ts';
export { encodeMp3 } from './encode-mp3.ts';
export { createFakeVoice, type FakeVoice, type FakeVoiceOptions } from './fake-voice.ts';
export { scriptOf } from './script-of.ts';
export { waveOf } from './wave-of.ts';
