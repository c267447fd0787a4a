export { createFileAudioStore } from './adapters/file-audio-store.ts';
export {
  createFliteVoice,
  fliteCharactersPerSecond,
  flitePauseSeconds,
  type FliteVoiceOptions,
} from './adapters/flite/flite-voice.ts';
export {
  createOpenAiSpeechVoice,
  type OpenAiSpeechVoiceOptions,
} from './adapters/openai-speech/openai-speech-voice.ts';
export { AudioError, type AudioErrorCode } from './errors.ts';
export type { AudioStore } from './ports/audio-store.ts';
export type { SpeakingRate, Speech, SpeechRequest, SpokenAudio, Voice } from './ports/voice.ts';
export {
  produceEpisode,
  type Episode,
  type EpisodeServices,
  type ProduceOptions,
} from './episode/produce-episode.ts';
export { transcriptNameOf } from './episode/transcript.ts';
export type { Script, Turn } from './script.ts';
export { speakableText } from './speakable/speakable-text.ts';
export type { Chapter, TurnTime } from './episode/timeline.ts';
export type { Cover } from './mp3/id3-tag.ts';
export type { RetryOptions } from './retry/retry.ts';
export type { MakeSpeech, RememberSpeech, SpeechParts } from './speech/speech-memory.ts';
