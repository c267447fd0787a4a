import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';

import { modelOf } from '../../adapters/elevenlabs/elevenlabs-models.ts';
import { toFloat32 } from '../../signal/samples.ts';
import { encodeMp3 } from '../encode-mp3.ts';
import { createTraffic, readObject, startLoopbackServer } from '../loopback-server.ts';
import { createSpeechMaker } from '../speech-maker.ts';
import { answerFailure, type ElevenLabsFailure } from './elevenlabs-failure.ts';

export interface ElevenLabsRequest {
  text: string;
  voiceId: string;
  modelId: string;
  previousText: string | undefined;
  nextText: string | undefined;
  outputFormat: string;
  /** How many requests came before it. */
  count: number;
  /** The body as it came. */
  body: Record<string, unknown>;
  /** Of the answer; undefined as long as there is none. */
  readonly status: number | undefined;
}

export interface ElevenLabsServer {
  url: string;
  apiKey: string;
  voices: readonly [string, string];
  /** All that were let in with the key, in order. */
  readonly requests: readonly ElevenLabsRequest[];
  /** How often this was asked for. */
  callsOf(text: string): number;
  /** How many requests were under way at once, at most. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

export interface ElevenLabsServerOptions {
  /** @default hum: a tone, for voices that are told to expect 60 characters a second */
  speech?: 'flite' | 'hum';
  /** Of the plan: more at once are refused. @default 5 */
  concurrency?: number;
  /** What this request meets instead of success. */
  onRequest?: (
    request: ElevenLabsRequest,
  ) => ElevenLabsFailure | undefined | Promise<ElevenLabsFailure | undefined>;
}

const apiKey = 'sk_loopback_0123456789abcdef';
const voices = ['voice-one-000000001', 'voice-two-000000002'] as const;

/** ElevenLabs' text-to-speech on the loopback: its key, limits, errors and audio, at no cost. */
export async function startElevenLabsServer(
  options: ElevenLabsServerOptions = {},
): Promise<ElevenLabsServer> {
  const { speech = 'hum', concurrency = 5, onRequest = () => undefined } = options;
  const maker = createSpeechMaker(speech);
  const requests: ElevenLabsRequest[] = [];
  const traffic = createTraffic();

  const fail = (response: ServerResponse, failure: ElevenLabsFailure) => {
    if (failure.kind === 'status') traffic.leave(response);
    return answerFailure(failure, response);
  };
  const refuse = (response: ServerResponse, status: number, name: string, message: string) =>
    fail(response, { kind: 'status', status, detail: { status: name, message } });

  const speak = async (request: ElevenLabsRequest, response: ServerResponse) => {
    if (traffic.atOnce > concurrency)
      return refuse(response, 429, 'too_many_concurrent_requests', `Your plan allows ${concurrency}.`);
    const { maximumCharacters } = modelOf(request.modelId);
    if (request.text.length > maximumCharacters)
      return refuse(
        response,
        400,
        'max_character_limit_exceeded',
        `At most ${maximumCharacters} characters.`,
      );
    const voice = voices.findIndex((id) => id === request.voiceId);
    if (voice < 0) return refuse(response, 404, 'voice_not_found', `No voice ${request.voiceId}.`);
    const failure = await onRequest(request);
    if (failure !== undefined && fail(response, failure)) return undefined;

    const [, format, asked] = /^(mp3|pcm)_(\d+)/.exec(request.outputFormat) ?? [];
    const sampleRate = failure?.kind === 'rate' ? failure.sampleRate : Number(asked);
    const samples = await maker.make(request.text, voice === 0 ? 0 : 1, sampleRate);
    const heard = failure?.kind === 'silent' ? new Int16Array(samples.length) : samples;
    const kept = failure?.kind === 'truncated' ? heard.subarray(0, heard.length / 2) : heard;
    const audio =
      format === 'pcm'
        ? new Uint8Array(kept.buffer, kept.byteOffset, kept.byteLength)
        : await encodeMp3(toFloat32(kept), { sampleRate, bitrateKbps: sampleRate < 32_000 ? 64 : 128 });
    response.writeHead(200, {
      'Content-Type': format === 'pcm' ? 'audio/pcm' : 'audio/mpeg',
      'character-cost': String(costOf(request)),
      'current-concurrent-requests': String(traffic.atOnce),
      'maximum-concurrent-requests': String(concurrency),
      'request-id': `request-${request.count}`,
    });
    const isBroken = failure?.kind === 'stall' || failure?.kind === 'cut';
    await writeInPieces(response, isBroken ? audio.subarray(0, audio.length / 2) : audio);
    if (failure?.kind === 'cut') response.destroy();
    else if (failure?.kind !== 'stall') {
      traffic.leave(response);
      response.end();
    }
    return undefined;
  };

  const server = await startLoopbackServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://loopback');
    const voiceId = /^\/v1\/text-to-speech\/([^/]+)$/.exec(url.pathname)?.[1];
    if (incoming.method !== 'POST' || voiceId === undefined) return response.writeHead(404).end();
    if (incoming.headers['xi-api-key'] !== apiKey)
      return refuse(response, 401, 'invalid_api_key', 'Invalid API key');
    const body = await readObject(incoming);
    if (body === undefined) return refuse(response, 400, 'invalid_json', 'The body is no JSON');
    const text = body['text'];
    if (typeof text !== 'string' || text === '')
      return fail(response, { kind: 'status', status: 422, detail: [{ msg: 'text is required' }] });
    const string = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined);
    const request: ElevenLabsRequest = {
      ...{ text, voiceId, body, count: requests.length },
      modelId: string('model_id') ?? 'eleven_multilingual_v2',
      previousText: string('previous_text'),
      nextText: string('next_text'),
      outputFormat: url.searchParams.get('output_format') ?? 'mp3_44100_128',
      get status() {
        return response.headersSent ? response.statusCode : undefined;
      },
    };
    requests.push(request);
    traffic.enter(response);
    return speak(request, response);
  });
  return {
    ...{ url: server.url, apiKey, voices, requests },
    callsOf: (text) => requests.filter((request) => request.text === text).length,
    get mostAtOnce() {
      return traffic.mostAtOnce;
    },
    async close() {
      await server.close();
      await maker.close();
    },
  };
}

/** As it comes from the line: pieces of an odd size, so that some end within a sample. */
async function writeInPieces(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  const size = Math.ceil(bytes.length / 8) | 1;
  for (let start = 0; start < bytes.length && !response.destroyed; start += size) {
    response.write(bytes.subarray(start, start + size));
    await setImmediate();
  }
}

/** The quick models cost half of the others (elevenlabs.io/pricing/api). */
const costOf = ({ modelId, text }: ElevenLabsRequest): number =>
  Math.ceil(text.length * (/flash|turbo/.test(modelId) ? 0.5 : 1));
