export { createFileAudioStore } from './adapters/file-audio-store.ts';
export {
  createFliteVoice,
  fliteCharactersPerSecond,
  flitePauseSeconds,
  type FliteVoiceOptions,
} from './adapters/flite-voice.ts';
export { AudioError, type AudioErrorCode } from './errors.ts';
export type { AudioStore } from './ports/audio-store.ts';
export type { SpeakingRate, Speech, SpeechRequest, Voice } from './ports/voice.ts';
export { produceEpisode, type Episode, type ProduceOptions } from './produce-episode.ts';
export type { Script, Turn } from './script.ts';
export { speakableText } from './speakable/speakable-text.ts';
export type { Chapter } from './timeline.ts';
