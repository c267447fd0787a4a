import { AudioError } from '../../errors.ts';
import type { Speech, Voice } from '../../ports/voice.ts';
import { readableText } from '../../speakable/readable-text.ts';
import { speakableVersion } from '../../speakable/speakable-text.ts';
import { readBody } from '../../speech/read-audio.ts';
import { assertSpeakable, unknownVoice } from '../../speech/refuse-request.ts';
import { createVoiceRequests } from '../../speech/voice-requests.ts';
import { saidIn, toOpenAiSpeechError } from './openai-speech-errors.ts';
import { checkOpenAiSpeechOptions, type OpenAiSpeechVoiceOptions } from './openai-speech-options.ts';
import { toSpeech } from './read-speech-answer.ts';
import { speechServerAt } from './speech-server-address.ts';

export type { OpenAiSpeechVoiceOptions };

const pauseSeconds = 0.5;

/**
 * Voices of any server that speaks OpenAI's `/v1/audio/speech`: Kokoro-FastAPI, Piper behind openedai-speech, LocalAI,
 * OpenAI itself. One request a call: who calls tries again. At most `concurrency` requests are under way, the others
 * wait in order. Redirects are not followed.
 * @throws RangeError for options that can't be
 */
export function createOpenAiSpeechVoice(options: OpenAiSpeechVoiceOptions): Voice {
  const { model, voices, format = 'wav', sampleRate = 24_000, languages = 'any', instructions } = options;
  const { maximumCharacters = 4096, concurrency = 2, speed, timeoutSeconds = 120 } = options;
  const { charactersPerSecond = 15.5 } = options;
  checkOpenAiSpeechOptions({
    ...options,
    format,
    sampleRate,
    maximumCharacters,
    concurrency,
    timeoutSeconds,
  });
  const { address, endpoint, headers, secrets } = speechServerAt(options.baseUrl, options.apiKey);

  const requests = createVoiceRequests({
    ...{ provider: 'The speech server', concurrency, timeoutSeconds },
    // No cause: what `fetch` throws is none of this library's, and may hold what was sent.
    toError: (error) => unreachable(new URL(address).origin, error),
  });
  const say = (body: string) => saidIn(body, secrets);

  const ask = async (
    input: string,
    voice: string,
    signal: AbortSignal,
  ): Promise<Omit<Speech, 'characters'>> => {
    const response = await fetch(endpoint, {
      ...{ method: 'POST', headers, signal, redirect: 'manual' },
      body: JSON.stringify({ model, voice, input, response_format: format, speed, instructions }),
    });
    const bytes = await readBody(response.body).catch((error: unknown) => {
      // The status tells more than how its explanation broke off.
      if (response.ok) throw error;
      return new Uint8Array();
    });
    if (!response.ok) {
      const [body, retryAfter] = [Buffer.from(bytes).toString(), response.headers.get('retry-after')];
      throw toOpenAiSpeechError({ status: response.status, body, retryAfter }, secrets, new Date());
    }
    const contentType = response.headers.get('content-type') ?? '';
    return toSpeech(bytes, { contentType, format, sampleRate }, say);
  };

  return {
    // The address, too: two servers may have different voices under one name.
    id: `openai-speech ${JSON.stringify([address, model, format, sampleRate, speed ?? 1, instructions ?? ''])} speakable-${speakableVersion}`,
    voices: [...voices],
    languages,
    sampleRate,
    parallelism: concurrency,
    maximumCharacters,
    speakingRate: { charactersPerSecond: charactersPerSecond * (speed ?? 1), pauseSeconds },
    speakable: readableText,

    async speak({ text: written, voice, language, signal }) {
      if (!voices.includes(voice)) throw unknownVoice(voice, voices);
      const text = readableText(written, language);
      assertSpeakable(text, maximumCharacters);
      const speech = await requests.run((ending) => ask(text, voice, ending), signal);
      return { ...speech, characters: text.length };
    },

    async close() {
      requests.close();
    },
  };
}

function unreachable(origin: string, error: unknown): AudioError {
  const cause = Error.isError(error) ? error.cause : undefined;
  const code = Error.isError(cause) && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new AudioError('voice-unavailable', `The speech server at ${origin} can't be reached${code}`, {
    isRetryable: true,
  });
}
