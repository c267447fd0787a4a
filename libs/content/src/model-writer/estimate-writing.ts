import { type Estimate, estimateCalls, type PlannedCall } from '../cost/estimate-writing.ts';
import { expectedOutputTokens } from '../cost/expected-output.ts';
import type { ModelPrices } from '../cost/model-prices.ts';
import { type MaterialKind, materialKinds } from '../materials/material-kinds.ts';
import type { TextModel } from '../ports/text-model.ts';
import type { ShapingOptions } from '../ports/writer.ts';
import type { Source } from '../source.ts';
import { buildRules, buildTask } from './prompt/build-prompt.ts';
import { delimit, markOf } from './prompt/delimit.ts';
import { fillSlots } from './prompt/fill-slots.ts';
import { loadPrompts } from './prompt/load-prompts.ts';
import { numberPassages } from './prompt/number-passages.ts';
import { planLengths } from './prompt/plan-lengths.ts';
import { wholeReading } from './reading/read-source.ts';
import { answerTokens, planReading } from './reading/reading-plan.ts';

/** An outline in a prompt: its title and objectives, and a line a section, in characters. */
const outlineFrameCharacters = 700;
const outlineSectionCharacters = 230;
const noteCharacters = 180;

/**
 * Of the prefix that calls share, how much the provider will have cached. None promises any: with half of it, the estimate is
 * within a quarter of the bill whether all of it or nothing comes from the cache.
 */
const cachedShare = 0.5;

export interface EstimateOrder {
  model: Pick<TextModel, 'model' | 'contextTokens' | 'maxOutputTokens'>;
  prices: ModelPrices;
}

/**
 * What writing these materials will use and cost: the outline, which the others need, each of them, and notes where the
 * source must be read in parts; without repairs.
 * @throws ContentError `source-too-long`
 */
export function estimateWriting(
  { model, prices }: EstimateOrder,
  source: Source,
  kinds: readonly MaterialKind[],
  options: ShapingOptions,
): Estimate {
  const prompts = loadPrompts();
  const mark = markOf(source.text);
  const rules = buildRules(prompts, source, options, mark);
  const plan = planReading(source, model);
  const { language } = source;
  const calls: PlannedCall[] = [];
  let { block, characters: readCharacters } = wholeReading(source, mark);
  if ('pieces' in plan) {
    for (const [index, pieces] of plan.pieces.entries()) {
      const part = delimit('SOURCE', mark, numberPassages(pieces, source));
      const task = fillSlots(prompts.tasks.notes, {
        part: index + 1,
        parts: plan.parts,
        notes: plan.notesAPart,
      });
      const facts = { sourceCharacters: part.length, language, notes: plan.notesAPart };
      const prompt = { rules, shared: part, task };
      calls.push({ purpose: 'notes', prompt, expectedOutputTokens: expectedOutputTokens('notes', facts) });
    }
    readCharacters = plan.parts * plan.notesAPart * noteCharacters;
    block = source.text.slice(0, readCharacters);
  }
  const lengths = planLengths(readCharacters, options, answerTokens(model));
  const facts = { sourceCharacters: readCharacters, language, scriptCharacters: lengths.scriptCharacters };
  const asked = materialKinds.filter((kind) => kind === 'outline' || kinds.includes(kind));
  for (const kind of asked) {
    const shared = kind === 'outline' ? block : `${block}\n\n${outlineLike(source)}`;
    const task = buildTask(prompts, kind, source, lengths);
    calls.push({
      purpose: kind,
      prompt: { rules, shared, task },
      expectedOutputTokens: expectedOutputTokens(kind, facts),
    });
  }
  return estimateCalls(calls, prices, { cachedShare });
}

/** A text as long as the outline that isn't written yet, in the source's own words. */
function outlineLike({ text, sections }: Source): string {
  const told = Math.min(15, Math.max(3, sections.length));
  const characters = outlineFrameCharacters + told * outlineSectionCharacters;
  return text.repeat(Math.ceil(characters / text.length)).slice(0, characters);
}
