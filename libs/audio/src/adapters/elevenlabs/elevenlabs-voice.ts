import type { Fetcher } from '@elevenlabs/elevenlabs-js/core/fetcher/Fetcher.js';
import type { ElevenLabsError } from '@elevenlabs/elevenlabs-js/errors/index.js';

import { AudioError } from '../../errors.ts';
import type { Speech, SpokenAudio, Voice } from '../../ports/voice.ts';
import { readableText } from '../../speakable/readable-text.ts';
import { speakableVersion } from '../../speakable/speakable-text.ts';
import { readAudio } from '../../speech/read-audio.ts';
import { assertSpeakable, unknownVoice } from '../../speech/refuse-request.ts';
import { createVoiceRequests } from '../../speech/voice-requests.ts';
import { toElevenLabsError } from './elevenlabs-errors.ts';
import { modelOf } from './elevenlabs-models.ts';

export interface ElevenLabsVoiceOptions {
  apiKey: string;
  /** @default eleven_multilingual_v2 */
  model?: string;
  /** Voice ids, at least two. @default two that every account has: Sarah and George */
  voices?: readonly string[];
  /** `mp3_<rate>_<kbit/s>` or `pcm_<rate>`, as the plan allows. @default mp3_44100_128, which every plan allows */
  outputFormat?: string;
  /** What the voices' own settings are replaced by. @default the voices' own */
  voiceSettings?: VoiceSettings;
  /** The same seed mostly gives the same speech: 0 to 4294967295. @default none */
  seed?: number;
  /** Requests at once: what the plan allows. Less if answers say so. @default 2, the smallest plan's */
  concurrency?: number;
  /** For one request, until its last byte. @default 120 */
  timeoutSeconds?: number;
  /** Of these voices at speed 1, to plan lengths by. @default 15.5 */
  charactersPerSecond?: number;
  /** Of a proxy or a regional host. @default ElevenLabs' own */
  baseUrl?: string;
}

export interface VoiceSettings {
  stability?: number;
  similarityBoost?: number;
  style?: number;
  speed?: number;
  useSpeakerBoost?: boolean;
}

const ownVoices = ['EXAVITQu4vr4xnSDxMaL', 'JBFqnCBsd6RMkjVDRZzb'];
/** So much of the neighbours' text is enough to fit a tone to. */
const contextCharacters = 500;
const pauseSeconds = 0.5;

/**
 * Voices of ElevenLabs by its own SDK. One request a call: who calls tries again. At most `concurrency` requests are
 * under way, the others wait in order. The SDK (1 to 2 s to load, 120 MB) is loaded here, not with the library.
 * @throws RangeError for an output format or a number of voices that can't be
 */
export async function createElevenLabsVoice(options: ElevenLabsVoiceOptions): Promise<Voice> {
  const { apiKey, model = 'eleven_multilingual_v2', voices = ownVoices, voiceSettings = {} } = options;
  const { outputFormat = 'mp3_44100_128', concurrency = 2, timeoutSeconds = 120 } = options;
  const { charactersPerSecond = 15.5, baseUrl, seed } = options;
  const format = /^(mp3|pcm)_(\d{4,5})(?:_\d+)?$/.exec(outputFormat);
  if (format === null) throw new RangeError(`outputFormat must be mp3_… or pcm_…, got ${outputFormat}`);
  if (new Set(voices).size < 2) throw new RangeError(`voices must name at least two, got ${voices.length}`);
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
    throw new RangeError(`seed must be a whole number from 0 to 4294967295, got ${seed}`);
  const sampleRate = Number(format[2]);
  const { maximumCharacters, takesContext, takesLanguage } = modelOf(model);

  // These parts alone: the whole package takes three times as long to load.
  const { TextToSpeechClient } =
    await import('@elevenlabs/elevenlabs-js/api/resources/textToSpeech/client/Client.js');
  const { fetcher } = await import('@elevenlabs/elevenlabs-js/core/fetcher/Fetcher.js');
  const sdkErrors = await import('@elevenlabs/elevenlabs-js/errors/index.js');
  const client = new TextToSpeechClient({
    ...{ apiKey, maxRetries: 0, logging: { silent: true } },
    ...(baseUrl !== undefined && { baseUrl }),
    // The SDK's own timer isn't cleared when a request fails (2.73.0), and keeps the process alive: ours is.
    fetcher: <Answer>(args: Fetcher.Args) => {
      const own = { ...args };
      delete own.timeoutMs;
      return fetcher<Answer>(own);
    },
  });
  const requests = createVoiceRequests({
    ...{ provider: 'ElevenLabs', concurrency, timeoutSeconds },
    toError: (error) => toAudioError(error, sdkErrors.ElevenLabsError, apiKey),
  });
  const ask = async (
    voice: string,
    body: Parameters<typeof client.convert>[1],
    abortSignal: AbortSignal,
  ): Promise<Speech> => {
    const { data, rawResponse } = await client.convert(voice, body, { abortSignal }).withRawResponse();
    const allowed = Number(rawResponse.headers.get('maximum-concurrent-requests'));
    if (allowed > 0) requests.setPlaces(Math.min(concurrency, allowed));
    const bytes = await readAudio(data);
    const billed = Number(rawResponse.headers.get('character-cost'));
    const characters = billed > 0 ? billed : body.text.length;
    return { audio: toAudio(format[1], bytes), sampleRate, characters };
  };

  return {
    id: `elevenlabs ${JSON.stringify([model, outputFormat, voiceSettings, seed ?? null])} speakable-${speakableVersion}`,
    voices: [...voices],
    languages: 'any',
    sampleRate,
    parallelism: concurrency,
    maximumCharacters,
    speakingRate: { charactersPerSecond: charactersPerSecond * (voiceSettings.speed ?? 1), pauseSeconds },
    speakable: readableText,

    async speak({ text: written, voice, language, previousText, nextText, signal }) {
      if (!voices.includes(voice)) throw unknownVoice(voice, voices);
      const text = readableText(written, language);
      assertSpeakable(text, maximumCharacters);
      const body = {
        ...{ text, modelId: model, outputFormat: outputFormat as 'mp3_44100_128' },
        ...(Object.keys(voiceSettings).length > 0 && { voiceSettings }),
        ...(seed !== undefined && { seed }),
        ...(takesLanguage && { languageCode: language.split('-')[0]?.toLowerCase() ?? '' }),
        ...(takesContext && previousText && { previousText: previousText.slice(-contextCharacters) }),
        ...(takesContext && nextText && { nextText: nextText.slice(0, contextCharacters) }),
      };
      return requests.run((abortSignal) => ask(voice, body, abortSignal), signal);
    },

    async close() {
      requests.close();
    },
  };
}

const toAudio = (format: string | undefined, bytes: Uint8Array): SpokenAudio =>
  format === 'mp3'
    ? { format: 'mp3', bytes }
    : { format: 'pcm', samples: new Int16Array(bytes.slice(0, bytes.length - (bytes.length % 2)).buffer) };

/**
 * The SDK's errors hold the answer and, further down, the request with the key: they are read here and left here, not
 * passed on as a cause.
 */
function toAudioError(error: unknown, SdkError: typeof ElevenLabsError, apiKey: string): AudioError {
  if (error instanceof SdkError && error.statusCode !== undefined) {
    const { statusCode, body, rawResponse } = error;
    const retryAfter = rawResponse?.headers.get('retry-after');
    return toElevenLabsError({ statusCode, body, retryAfter }, apiKey, new Date());
  }
  return new AudioError('voice-unavailable', 'ElevenLabs could not be reached', { isRetryable: true });
}
