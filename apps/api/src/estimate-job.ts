import type { Voice } from '@la-factoria/audio';
import {
  expectedScriptCharacters,
  type MaterialKind,
  materialKinds,
  restoreSource,
} from '@la-factoria/content';
import type { JobOrder } from '@la-factoria/job';
import { z } from 'zod';

import type { ConfiguredWriter } from './configured/configured-writer.ts';
import type { ProductionRequest } from './job-request.ts';
import { audioStep, writingOptions } from './production.ts';

const amount = z.number().min(0);

const usageSchema = z.object({
  /** Of a model. */
  calls: amount,
  inputTokens: amount,
  outputTokens: amount,
  /** That are spoken. */
  characters: amount,
  /** US dollars for models; what voices cost depends on one's plan with their provider. */
  costUsd: amount,
});
type EstimatedUsage = z.output<typeof usageSchema>;

export const estimateSchema = usageSchema
  .extend({ byMaterial: z.partialRecord(z.enum([...materialKinds, audioStep]), usageSchema) })
  .meta({ id: 'Estimate' });
export type JobEstimate = z.output<typeof estimateSchema>;

export type EstimateJob = (
  order: Pick<JobOrder<ProductionRequest>, 'input' | 'request'>,
) => Promise<JobEstimate>;

const nothing: EstimatedUsage = { calls: 0, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 };

/** Estimates by the writer's own plan and the voice's pace, without repairs, and as if nothing were cached. */
export function createJobEstimate({
  writer,
  voice,
}: {
  writer: Pick<ConfiguredWriter, 'estimate'>;
  voice: Pick<Voice, 'speakingRate'>;
}): EstimateJob {
  return async ({ input, request }) => {
    const options = writingOptions(request, voice);
    const source = restoreSource({ text: input, title: request.title, language: request.language });
    const byMaterial: JobEstimate['byMaterial'] = {};
    const kinds: MaterialKind[] = request.materials;
    for (const kind of kinds) byMaterial[kind] = nothing;
    for (const call of writer.estimate?.(source, kinds, options) ?? []) {
      // Notes on a source that is read in parts serve all; the outline needs them first.
      const kind = call.purpose === 'notes' ? 'outline' : call.purpose;
      byMaterial[kind] = sum([byMaterial[kind] ?? nothing, { ...nothing, ...call.usage }]);
    }
    if (request.audio) {
      byMaterial[audioStep] = {
        ...nothing,
        characters: expectedScriptCharacters(input.length, voice.speakingRate, request.targetMinutes),
      };
    }
    return { ...sum(Object.values(byMaterial)), byMaterial };
  };
}

function sum(parts: readonly EstimatedUsage[]): EstimatedUsage {
  const total = { ...nothing };
  for (const part of parts) {
    for (const name of Object.keys(nothing) as (keyof EstimatedUsage)[]) total[name] += part[name];
  }
  return total;
}
