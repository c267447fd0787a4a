import { AudioError } from '../errors.ts';
import type { EpisodeTags } from '../mp3/id3-tag.ts';
import { createThreadPool } from '../threads/thread-pool.ts';
import type { SpeechToConform } from './conform-speech.ts';
import type { Listened, MasteringOptions } from './mastering.ts';

export type StudioRequest =
  | ({ kind: 'examine' } & SpeechToConform)
  | ({ kind: 'tag' } & EpisodeTags)
  | ({ kind: 'start' } & MasteringOptions)
  | { kind: 'add'; silentSamples: number; voiced?: SpeechToConform & { gain: number } }
  | { kind: 'end' };

export interface Examined {
  /** At the rate that was wanted, without the silence around the speech. */
  sampleCount: number;
  /** K-weighted mean square of each step of 100 ms. */
  loudnessSteps: number[];
}

export type StudioAnswer =
  | ({ kind: 'examined' } & Examined)
  | { kind: 'encoded'; bytes: Uint8Array }
  | { kind: 'ended'; bytes: Uint8Array; listened: Listened };

/** The longest a thread may take for one request: speech of a few minutes. */
const timeoutSeconds = 120;

/** All that computes on samples, in a thread of its own: a server goes on answering meanwhile. */
export interface Studio extends AsyncDisposable {
  /** Decodes and checks a piece of speech. Throws `audio-implausible` (retryable). */
  examine(speech: SpeechToConform): Promise<Examined>;
  /** The tag that an MP3 begins with. Throws `cover-invalid`. */
  tag(tags: EpisodeTags): Promise<Uint8Array>;
  /** Begins an episode; what was begun before is given up. Returns the first frame. */
  start(options: MasteringOptions): Promise<Uint8Array>;
  /** Adds silence and, after it, speech. Returns the frames that they complete. */
  add(silentSamples: number, voiced?: SpeechToConform & { gain: number }): Promise<Uint8Array>;
  /** Returns the last frames and what is heard in all of them. */
  end(): Promise<{ bytes: Uint8Array; listened: Listened }>;
}

/** Starts with the first request, and ends when it is disposed of. Errors of the thread itself are `audio-failed`. */
export function openStudio(signal?: AbortSignal): Studio {
  const pool = createThreadPool<StudioRequest, StudioAnswer>({
    worker: new URL('./studio-worker.ts', import.meta.url),
    threads: 1,
    timeoutSeconds,
    failure: 'audio-failed',
  });
  const ask = async <Kind extends StudioAnswer['kind']>(kind: Kind, request: StudioRequest) => {
    const answer = await pool.run(request, signal);
    if (answer.kind !== kind)
      throw new AudioError('audio-failed', `A ${answer.kind} answer to ${request.kind}`);
    return answer as Extract<StudioAnswer, { kind: Kind }>;
  };
  return {
    examine: (speech) => ask('examined', { kind: 'examine', ...speech }),
    tag: async (tags) => (await ask('encoded', { kind: 'tag', ...tags })).bytes,
    start: async (options) => (await ask('encoded', { kind: 'start', ...options })).bytes,
    add: async (silentSamples, voiced) =>
      (await ask('encoded', { kind: 'add', silentSamples, ...(voiced && { voiced }) })).bytes,
    end: () => ask('ended', { kind: 'end' }),
    [Symbol.asyncDispose]: () => pool.close(),
  };
}
