import type { SpeechFormat } from './read-speech-answer.ts';

export interface OpenAiSpeechVoiceOptions {
  /** Up to and with the version: `http://127.0.0.1:8880/v1`. */
  baseUrl: string;
  /** Sent as a bearer token. @default none: most servers of one's own ask for none */
  apiKey?: string | undefined;
  /** As the server calls it: `tts-1`, `gpt-4o-mini-tts`, `kokoro`. */
  model: string;
  /** Names that the server knows, at least two. */
  voices: readonly string[];
  /** What the server is asked to send. @default wav */
  format?: SpeechFormat;
  /** Hertz, as the server speaks: Piper's better voices at 22050. @default 24000, as OpenAI and Kokoro do */
  sampleRate?: number;
  /** Primary subtags of what the model speaks. @default any */
  languages?: readonly string[] | 'any';
  /** @default 4096, OpenAI's limit */
  maximumCharacters?: number;
  /** Requests at once. @default 2 */
  concurrency?: number;
  /** 0.25 to 4. @default 1 */
  speed?: number | undefined;
  /** Of these voices at speed 1, to plan lengths by. @default 15.5 */
  charactersPerSecond?: number;
  /** For one request, until its last byte: at most 300, after which `fetch` gives up. @default 120 */
  timeoutSeconds?: number;
  /** How to speak: `gpt-4o-mini-tts` takes it. @default none */
  instructions?: string | undefined;
}

type Checked = OpenAiSpeechVoiceOptions &
  Required<
    Pick<
      OpenAiSpeechVoiceOptions,
      'format' | 'sampleRate' | 'maximumCharacters' | 'concurrency' | 'timeoutSeconds'
    >
  >;

/** Throws a RangeError for options that can't be. */
export function checkOpenAiSpeechOptions(options: Checked): void {
  const { model, voices, format, speed = 1, timeoutSeconds, charactersPerSecond = 1 } = options;
  if (model === '') throw new RangeError('model must not be empty');
  if (new Set(voices).size < Math.max(2, voices.length))
    throw new RangeError(`voices must name at least two, all different, got ${voices.join(', ')}`);
  if (!['wav', 'pcm', 'mp3'].includes(format))
    throw new RangeError(`format must be wav, pcm or mp3, got ${format}`);
  for (const name of ['sampleRate', 'maximumCharacters', 'concurrency'] as const)
    if (!Number.isSafeInteger(options[name]) || options[name] < 1)
      throw new RangeError(`${name} must be a whole number from 1, got ${options[name]}`);
  if (!(speed >= 0.25 && speed <= 4)) throw new RangeError(`speed must be from 0.25 to 4, got ${speed}`);
  if (!(charactersPerSecond > 0))
    throw new RangeError(`charactersPerSecond must be above 0, got ${charactersPerSecond}`);
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 300))
    throw new RangeError(`timeoutSeconds must be above 0 and at most 300, got ${timeoutSeconds}`);
}
