import { createHash } from 'node:crypto';

import type { AudioStore, Episode, RememberSpeech, Voice } from '@la-factoria/audio';
import { produceEpisode, transcriptNameOf } from '@la-factoria/audio';
import { type Cache, cacheKey } from '@la-factoria/cache';
import {
  type Budget,
  type CallUsage,
  createBudget,
  restoreSource,
  type DerivedKind,
  type MaterialKind,
  type Materials,
  type Outline,
  type ShapingOptions,
  type Writer,
  type WritingOptions,
} from '@la-factoria/content';
import type { Failure, Job, JobContext, JobOutcome, Recipe, StepControl } from '@la-factoria/job';
import { StepFailed, sumUsage } from '@la-factoria/job';

import { computeForOwnMoney } from './compute-for-own-money.ts';
import type { ProductionRequest } from './job-request.ts';

/** The step that voices the podcast script. The other steps are named after the material that they write. */
export const audioStep = 'audio';

export const episodeName = (jobId: string): string => `${jobId}/podcast.mp3`;
export const transcriptName = (jobId: string): string => transcriptNameOf(episodeName(jobId));

export interface ProductionDependencies {
  writer: Writer;
  cache: Cache;
  voice: Voice;
  /** A cache of speech that jobs share. @default none */
  rememberSpeech?: RememberSpeech | undefined;
  audioStore: AudioStore;
  /** Told of each call of a model. @default nobody */
  onModelCall?: (usage: CallUsage, jobId: string) => void;
  /** Told of each request that a voice answered, with the characters that its provider counts. @default nobody */
  onSpoken?: (characters: number) => void;
}

/** The recipe: outline, then the seven other materials side by side, then the audio. Each is a durable step. */
export function createProduction(dependencies: ProductionDependencies): Recipe<ProductionRequest> {
  return async (context) => {
    const { request } = context.job;
    const source = restoreSource({ text: context.input, title: request.title, language: request.language });
    const options = writingOptions(request, dependencies.voice);
    const budget = budgetOf(context.job);
    // Hashed once: seven keys of a long text, made in one turn, would hold up the server.
    const textHash = hashOf(context.input);

    const write = <Kind extends MaterialKind>(
      kind: Kind,
      work: (options: WritingOptions) => Promise<Materials[Kind]>,
      outlineHash?: string,
    ): Promise<Materials[Kind]> =>
      context.step(
        kind,
        (control) =>
          cached(dependencies, { context, textHash, outlineHash, kind, options, budget }, control, work),
        {
          // Without the outline nothing can be made; without another material, the others can.
          failureOf: kind === 'outline' ? 'job' : 'output',
        },
      );

    const outline: Outline = await write('outline', (o) => dependencies.writer.outline(source, o));
    // A model writes another outline each time, and what was written from one doesn't fit another.
    const outlineHash = hashOf(JSON.stringify(outline));
    const derive = <Kind extends DerivedKind>(kind: Kind) =>
      write(kind, (o) => dependencies.writer.material(kind, source, outline, o), outlineHash);

    const script = request.materials.includes('podcast-script') ? derive('podcast-script') : undefined;
    const others = request.materials.filter((kind) => kind !== 'outline' && kind !== 'podcast-script');
    const audio = request.audio
      ? script?.then((written) => voiceScript(dependencies, context, written))
      : undefined;
    const settled = await Promise.allSettled([script, ...others.map(derive), audio]);
    return outcomeOf(request, failuresOf(settled));
  };
}

/** Only what shapes the text: it is part of the cache key. */
export function writingOptions(
  { audience, level, targetMinutes }: ProductionRequest,
  voice: Pick<Voice, 'speakingRate'>,
): ShapingOptions {
  return {
    speakingRate: voice.speakingRate,
    ...(audience !== undefined && { audience }),
    ...(level !== undefined && { level }),
    ...(targetMinutes !== undefined && { targetMinutes }),
  };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the job may still spend: what its steps have cost so far counts, in whatever process and attempt it was. */
function budgetOf({ request: { maxCostUsd }, steps }: Job<ProductionRequest>): Budget | undefined {
  if (maxCostUsd === undefined) return undefined;
  return createBudget({ limitUsd: maxCostUsd, spentUsd: sumUsage(steps)['costUsd'] ?? 0 });
}

interface WritingOrder {
  context: JobContext<ProductionRequest>;
  textHash: string;
  /** Of what the material is written from; none for the outline itself. */
  outlineHash: string | undefined;
  kind: MaterialKind;
  options: ShapingOptions;
  budget: Budget | undefined;
}

async function cached<Written>(
  { writer, cache, onModelCall = () => {} }: ProductionDependencies,
  { context: { job }, textHash, outlineHash, kind, options, budget }: WritingOrder,
  control: StepControl,
  work: (options: WritingOptions) => Promise<Written>,
): Promise<Written> {
  const { title, language, useCache } = job.request;
  const writtenBy = { generator: writer.generator, version: writer.version };
  const key = cacheKey('material', 2, {
    kind,
    textHash,
    ...(outlineHash !== undefined && { outlineHash }),
    title,
    language,
    options: { ...options },
    writtenBy,
  });
  let calls = 0;
  const onUsage = (usage: CallUsage) => {
    calls += 1;
    const { inputTokens, outputTokens, costUsd } = usage;
    control.use({ calls: 1, inputTokens, outputTokens, costUsd });
    onModelCall(usage, job.id);
  };
  const { value, source } = await computeForOwnMoney(
    cache,
    key,
    (signal) => work({ ...options, budget, onUsage, signal }),
    { refresh: !useCache, signal: control.signal },
  );
  // The extractive writer calls nobody: its own work counts as the one call.
  if (source !== 'computed') control.use({ cachedCalls: 1 });
  else if (calls === 0) control.use({ calls: 1 });
  return value;
}

function voiceScript(
  { voice, rememberSpeech, audioStore: store, onSpoken = () => {} }: ProductionDependencies,
  context: JobContext<ProductionRequest>,
  { title, language, turns }: Materials['podcast-script'],
): Promise<Episode> {
  const script = {
    title,
    language,
    turns: turns.map(({ speaker, text, section }) => ({ speaker, text, section })),
  };
  const voiced = ({ signal, progress, use }: StepControl) =>
    produceEpisode(
      { voice, store, remember: context.job.request.useCache ? rememberSpeech : undefined },
      script,
      {
        ...{ name: episodeName(context.job.id), signal, onProgress: progress },
        // What a provider bills, also for speech that was refused: none for what a crash or another job left.
        onSpoken({ characters }) {
          use({ characters });
          onSpoken(characters);
        },
      },
    );
  return context.step(audioStep, voiced, { failureOf: 'output' });
}

/** The failures of steps, each once: a script that failed also fails the audio that waits for it. Other errors go on. */
function failuresOf(settled: PromiseSettledResult<unknown>[]): Map<string, Failure> {
  const failures = new Map<string, Failure>();
  for (const result of settled) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof StepFailed)) throw result.reason;
    failures.set(result.reason.step, result.reason.failure);
  }
  return failures;
}

/** `completed` only if all that was asked for is there; `partial` if some is; `failed` with nothing. */
function outcomeOf({ materials, audio }: ProductionRequest, failures: Map<string, Failure>): JobOutcome {
  if (failures.size === 0) return { status: 'completed' };
  const asked: string[] = audio ? [...materials, audioStep] : materials;
  const missing = asked.filter(
    (name) => failures.has(name) || (name === audioStep && failures.has('podcast-script')),
  );
  const all = [...failures.values()];
  return {
    status: missing.length === asked.length ? 'failed' : 'partial',
    error: {
      code: 'materials-failed',
      message: `Could not be made: ${missing.join(', ')}. ${all[0]?.message ?? ''}`.trim(),
      isRetryable: all.some(({ isRetryable }) => isRetryable),
    },
  };
}
