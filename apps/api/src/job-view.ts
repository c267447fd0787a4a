import { materialKinds } from '@la-factoria/content';
import { isEnded, type Job, jobStatuses, type StepSummary, sumUsage } from '@la-factoria/job';
import { z } from 'zod';

import { type ProductionRequest, productionRequestSchema } from './job-request.ts';
import { audioStep } from './production.ts';

const partStatuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const;

const failureSchema = z.object({ code: z.string(), message: z.string(), isRetryable: z.boolean() });

const partFields = { status: z.enum(partStatuses), error: failureSchema.exactOptional() };
const partSchema = z.object(partFields).meta({ id: 'Part' });
type PartView = z.output<typeof partSchema>;

const amount = z.number().min(0);

/** A job as the API shows it: see the contract of version 1. */
export const jobViewSchema = z
  .object({
    id: z.string(),
    status: z.enum(jobStatuses),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    completedAt: z.iso.datetime().nullable(),
    progress: z.object({
      completed: z.int(),
      total: z.int(),
      percentage: z.int().min(0).max(100),
      current: z.array(z.string()),
    }),
    materials: z.partialRecord(z.enum(materialKinds), partSchema),
    audio: z
      .object({
        ...partFields,
        progress: z.number().min(0).max(1),
        durationSeconds: z.number().exactOptional(),
      })
      .nullable(),
    usage: z.object({
      calls: amount,
      cachedCalls: amount,
      inputTokens: amount,
      outputTokens: amount,
      characters: amount,
      costUsd: amount,
    }),
    error: failureSchema.nullable(),
    request: productionRequestSchema,
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Job' });

export type JobView = z.output<typeof jobViewSchema>;

export function viewJob(job: Job<ProductionRequest>, durationSeconds?: number): JobView {
  const { id, request, steps } = job;
  const stepOf = (name: string) => steps.find((step) => step.name === name);
  const parts: string[] = request.audio ? [...request.materials, audioStep] : request.materials;
  const fractions = parts.map((name) => fractionDone(stepOf(name)));
  const self = `/api/v1/jobs/${id}`;
  const audio = stepOf(audioStep);
  return {
    ...{ id, status: job.status },
    createdAt: new Date(job.createdAt).toISOString(),
    updatedAt: new Date(job.updatedAt).toISOString(),
    completedAt: job.completedAt === undefined ? null : new Date(job.completedAt).toISOString(),
    progress: {
      completed: fractions.filter((fraction) => fraction === 1).length,
      total: parts.length,
      percentage: Math.floor((100 * fractions.reduce((sum, fraction) => sum + fraction, 0)) / parts.length),
      current: isEnded(job.status)
        ? []
        : steps.filter(({ status }) => status === 'processing').map(({ name }) => name),
    },
    materials: Object.fromEntries(request.materials.map((kind) => [kind, viewPart(job, stepOf(kind))])),
    audio: request.audio
      ? {
          ...viewPart(job, audio),
          progress: fractionDone(audio),
          ...(durationSeconds !== undefined && { durationSeconds }),
        }
      : null,
    usage: {
      ...{ calls: 0, cachedCalls: 0, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 },
      ...sumUsage(steps),
    },
    error: job.error ?? null,
    request,
    links: {
      ...{ self, events: `${self}/events`, source: `${self}/source`, materials: `${self}/materials` },
      ...(request.audio && { audio: `${self}/audio`, transcript: `${self}/audio/transcript` }),
    },
  };
}

function fractionDone(step: StepSummary | undefined): number {
  if (!step || step.status === 'failed') return 0;
  // Not quite 1 before the end, so that what counts as completed is.
  return step.status === 'completed' ? 1 : Math.min(step.progress, 0.99);
}

/** A part whose step never came to an end shares the fate of its job. */
function viewPart(job: Job<ProductionRequest>, step: StepSummary | undefined): PartView {
  if (step?.status === 'completed') return { status: 'completed' };
  if (step?.status === 'failed' && step.attempt === job.attempt && step.error) {
    return { status: 'failed', error: step.error };
  }
  if (job.status === 'cancelled') return { status: 'cancelled' };
  if (isEnded(job.status)) return { status: 'failed', ...(job.error && { error: job.error }) };
  return { status: step?.status === 'processing' && job.status === 'processing' ? 'processing' : 'pending' };
}
