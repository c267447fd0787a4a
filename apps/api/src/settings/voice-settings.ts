import type { FliteVoiceOptions, OpenAiSpeechVoiceOptions } from '@la-factoria/audio';
import type { ElevenLabsVoiceOptions } from '@la-factoria/audio/elevenlabs';
import { z } from 'zod';

import {
  decimalNumber,
  httpAddress,
  modelName,
  names,
  onlySet,
  secret,
  wholeNumber,
} from './setting-types.ts';

const fraction = decimalNumber(0, 1);

/** Who speaks the podcast. */
export const voiceSettings = {
  /** The embedded voices, ElevenLabs, or a server that speaks OpenAI's `/audio/speech`. */
  VOICE: z
    .string()
    .default('flite')
    .pipe(
      z.enum(['flite', 'elevenlabs', 'openai-compatible'], 'one of flite, elevenlabs, openai-compatible'),
    ),
  /** For VOICE=elevenlabs. */
  ELEVENLABS_API_KEY: secret,
  /** 0 is lively, 1 even. ElevenLabs' settings; not set, each voice has its own. */
  ELEVENLABS_STABILITY: fraction,
  ELEVENLABS_SIMILARITY_BOOST: fraction,
  ELEVENLABS_STYLE: fraction,
  /** In the order in which the speakers of a script get them. For ElevenLabs their ids. */
  VOICES: names(2, 'slt,rms'),
  /** The model's name at its provider. */
  VOICE_MODEL: modelName('eleven_multilingual_v2 or kokoro'),
  /** For VOICE=openai-compatible, with the version, like http://127.0.0.1:8880/v1. For ElevenLabs, a proxy or region. */
  VOICE_BASE_URL: httpAddress,
  /** For VOICE=openai-compatible, if the server asks for one. */
  VOICE_API_KEY: secret,
  /** What the provider sends: `mp3_44100_128` or `pcm_24000` of ElevenLabs, else wav, pcm or mp3. */
  VOICE_FORMAT: z
    .string()
    .refine((value) => /^[a-z0-9_]{1,40}$/.test(value), 'a format, like mp3_44100_128 or wav')
    .optional(),
  /** For VOICE=openai-compatible. */
  VOICE_SAMPLE_RATE: wholeNumber(8000, 48_000, 'hertz'),
  /** For VOICE=openai-compatible: primary subtags of what its model speaks. */
  VOICE_LANGUAGES: names(1, 'en,es').refine(
    (tags) => tags?.every((tag) => /^[a-z]{2,3}$/.test(tag)) ?? true,
    'languages between commas, like en,es',
  ),
  /** Requests to the provider at once, or threads of the embedded voices. */
  VOICE_CONCURRENCY: wholeNumber(1, 100, 'requests'),
  /** 1 is the voices' own pace, 1.2 a fifth faster. */
  VOICE_SPEED: decimalNumber(0.25, 4),
  /** How fast a provider's voices speak at that pace, to plan the length of scripts by. */
  VOICE_CHARACTERS_PER_SECOND: decimalNumber(5, 100),
};

export const voiceSecrets = ['ELEVENLABS_API_KEY', 'VOICE_API_KEY'];

type Settings = { [Name in keyof typeof voiceSettings]?: z.output<(typeof voiceSettings)[Name]> | undefined };

export type VoiceConfiguration =
  | { kind: 'flite'; options: FliteVoiceOptions }
  | { kind: 'elevenlabs'; options: ElevenLabsVoiceOptions }
  | { kind: 'openai-compatible'; options: OpenAiSpeechVoiceOptions };

/** The voices that settings ask for, or one line that says what they lack. */
export function toVoiceConfiguration(settings: Settings): VoiceConfiguration | { missing: string } {
  const { VOICE: kind = 'flite', VOICES: voices, VOICE_MODEL: model, VOICE_BASE_URL: baseUrl } = settings;
  const { VOICE_CONCURRENCY: concurrency, VOICE_SPEED: speed } = settings;
  const charactersPerSecond = settings.VOICE_CHARACTERS_PER_SECOND;

  if (kind === 'flite') return { kind, options: onlySet({ voices, threads: concurrency, rate: speed }) };
  if (kind === 'elevenlabs') {
    const apiKey = settings.ELEVENLABS_API_KEY;
    if (apiKey === undefined) return { missing: 'ELEVENLABS_API_KEY is missing; VOICE=elevenlabs needs it.' };
    const voiceSettings = onlySet({
      ...{ speed, stability: settings.ELEVENLABS_STABILITY, style: settings.ELEVENLABS_STYLE },
      similarityBoost: settings.ELEVENLABS_SIMILARITY_BOOST,
    });
    const outputFormat = settings.VOICE_FORMAT;
    const others = { voices, model, baseUrl, concurrency, charactersPerSecond, outputFormat };
    return { kind, options: { apiKey, voiceSettings, ...onlySet(others) } };
  }
  if (baseUrl === undefined || model === undefined || voices === undefined) {
    const needed = Object.entries({ VOICE_BASE_URL: baseUrl, VOICE_MODEL: model, VOICES: voices });
    const missing = needed.find(([, value]) => value === undefined)?.[0];
    return { missing: `${missing} is missing; VOICE=openai-compatible needs it.` };
  }
  // The library says which formats there are.
  const format = settings.VOICE_FORMAT as OpenAiSpeechVoiceOptions['format'];
  const { VOICE_API_KEY: apiKey, VOICE_LANGUAGES: languages, VOICE_SAMPLE_RATE: sampleRate } = settings;
  const others = { apiKey, languages, sampleRate, format, concurrency, speed, charactersPerSecond };
  return { kind, options: { baseUrl, model, voices, ...onlySet(others) } };
}
