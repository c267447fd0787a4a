export { AudioError, type AudioErrorCode } from './errors.ts';
export type { AudioStore } from './ports/audio-store.ts';
export type { Speech, SpeechRequest, Voice } from './ports/voice.ts';
export type { Script, Turn } from './script.ts';
