import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';

import {
  createOpenAiSpeechVoice,
  type OpenAiSpeechVoiceOptions,
} from '../../adapters/openai-speech/openai-speech-voice.ts';
import type { Voice } from '../../ports/voice.ts';
import { createTraffic, readObject, startLoopbackServer } from '../loopback-server.ts';
import { createSpeechMaker } from '../speech-maker.ts';
import { encodeAnswer } from './encode-answer.ts';
import { answerFailure, type OpenAiSpeechFailure } from './openai-speech-failure.ts';
import { type OpenAiSpeechRequest, refusalOf, requestOf } from './openai-speech-request.ts';

export type { OpenAiSpeechFailure, OpenAiSpeechRequest };

export interface OpenAiSpeechServer {
  /** The base URL, up to and with the version. */
  url: string;
  apiKey: string;
  model: string;
  voices: readonly [string, string];
  /** All that were let in with the key and had a body as it should be, in order. */
  readonly requests: readonly OpenAiSpeechRequest[];
  /** How often this was asked for. */
  callsOf(input: string): number;
  /** How many requests were under way at once, at most. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

export interface OpenAiSpeechServerOptions {
  /** @default hum: a tone, for voices that are told to expect 60 characters a second */
  speech?: 'flite' | 'hum';
  /** Hertz. @default 24000 */
  sampleRate?: number;
  /** A WAVE whose size is not told, as Kokoro and OpenAI stream it, or one that is told exactly. @default streamed */
  wave?: 'streamed' | 'exact';
  /** Whether it asks for no key, as servers of one's own. @default false */
  isOpen?: boolean;
  /** What this request meets instead of success. */
  onRequest?: (request: OpenAiSpeechRequest) => OpenAiSpeechFailure | undefined;
}

const apiKey = 'sk-loopback-0123456789abcdef';
const model = 'tts-1';
const voices = ['alloy', 'echo'] as const;

/** OpenAI's `/v1/audio/speech` on the loopback: its key, limits, errors and audio, at no cost. */
export async function startOpenAiSpeechServer(
  options: OpenAiSpeechServerOptions = {},
): Promise<OpenAiSpeechServer> {
  const { speech = 'hum', sampleRate = 24_000, wave = 'streamed', isOpen = false } = options;
  const { onRequest = () => undefined } = options;
  const maker = createSpeechMaker(speech);
  const requests: OpenAiSpeechRequest[] = [];
  const traffic = createTraffic();

  const speak = async (request: OpenAiSpeechRequest, response: ServerResponse): Promise<void> => {
    const failure = onRequest(request);
    if (failure !== undefined && answerFailure(failure, response)) return;

    const rate = failure?.kind === 'rate' ? failure.sampleRate : sampleRate;
    const samples = await maker.make(request.input, request.voice === voices[0] ? 0 : 1, rate);
    const heard = failure?.kind === 'silent' ? new Int16Array(samples.length) : samples;
    const kept = failure?.kind === 'truncated' ? heard.subarray(0, heard.length / 2) : heard;
    const { contentType, bytes } = await encodeAnswer(kept, { format: request.format, rate, wave });
    const tellsLength = failure?.kind === 'cut' ? failure.length === 'told' : wave === 'exact';
    response.writeHead(200, {
      'Content-Type': contentType,
      ...(tellsLength && { 'Content-Length': bytes.length }),
    });
    const half = 2 * Math.floor(bytes.length / 4);
    response.write(bytes.subarray(0, half));
    await setImmediate();
    if (failure?.kind === 'stall') return;
    if (failure?.kind === 'cut') response.destroy();
    else {
      traffic.leave(response);
      response.end(bytes.subarray(half));
    }
  };

  const server = await startLoopbackServer(async (incoming, response) => {
    if (incoming.method !== 'POST' || incoming.url !== '/v1/audio/speech')
      return answerFailure({ kind: 'status', status: 404, body: { detail: 'Not Found' } }, response);
    const { authorization } = incoming.headers;
    if (!isOpen && authorization !== `Bearer ${apiKey}`) {
      const message = `Incorrect API key provided: ${authorization ?? ''}`;
      return answerFailure({ kind: 'status', status: 401, body: { error: { message } } }, response);
    }
    const body = (await readObject(incoming)) ?? {};
    const refusal = refusalOf(body, voices);
    if (refusal !== undefined) return answerFailure(refusal, response);
    const request = requestOf(body, { authorization, count: requests.length });
    requests.push(request);
    traffic.enter(response);
    return speak(request, response);
  });
  return {
    ...{ url: `${server.url}/v1`, apiKey, model, voices, requests },
    callsOf: (input) => requests.filter((request) => request.input === input).length,
    get mostAtOnce() {
      return traffic.mostAtOnce;
    },
    async close() {
      await server.close();
      await maker.close();
    },
  };
}

/** A voice that speaks by this server, with its key, unless it is told otherwise. */
export const openAiSpeechVoiceAt = (
  { url: baseUrl, apiKey: key, model: name, voices: names }: OpenAiSpeechServer,
  options: Partial<OpenAiSpeechVoiceOptions> = {},
): Voice => createOpenAiSpeechVoice({ baseUrl, apiKey: key, model: name, voices: names, ...options });
