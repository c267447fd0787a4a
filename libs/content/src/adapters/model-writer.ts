import { expectedOutputTokens, outputLimit } from '../cost/expected-output.ts';
import { answerSchema } from '../model-writer/prompt/answer-schema.ts';
import { buildRules, buildTask, outlineBlock } from '../model-writer/prompt/build-prompt.ts';
import { markOf } from '../model-writer/prompt/delimit.ts';
import { loadPrompts } from '../model-writer/prompt/load-prompts.ts';
import { planLengths } from '../model-writer/prompt/plan-lengths.ts';
import { createProofreader, type Proofreader, type ProofOrder } from '../model-writer/proofreader.ts';
import { readWithModel } from '../model-writer/reading/read-with-model.ts';
import { answerTokens } from '../model-writer/reading/reading-plan.ts';
import { repairTask } from '../model-writer/prompt/repair-task.ts';
import { createReadingShare } from '../model-writer/reading/share-readings.ts';
import { type Asking, writeMaterial } from '../model-writer/write-material.ts';
import type { MaterialKind } from '../materials/material-kinds.ts';
import type { Materials, Outline } from '../materials/schemas.ts';
import { abortError } from '../limits/abort-error.ts';
import type { Remember } from '../ports/remember.ts';
import type { ModelCall, TextModel } from '../ports/text-model.ts';
import type { Writer, WritingOptions } from '../ports/writer.ts';
import type { Source } from '../source.ts';
import { defaultSpeakingRate } from '../writing/podcast/script-length.ts';

export interface ModelWriterOptions {
  /** With its limits around it. */
  model: TextModel;
  /** Keeps the notes on sources that are too long for the model. @default for the life of the source object */
  remember?: Remember;
  /** Checks what the model answers. @default here, a few milliseconds an answer */
  proofreader?: Proofreader;
}

/** Computes what it is asked for: what is read for one source object is shared by its writings anyway. */
const rememberNothing: Remember = (_, compute, signal) => compute(signal);

/**
 * Writes materials by a language model: the outline first, then each other material from the source and the outline.
 * Each takes one call, and at most one more for a repair; a source that exceeds the model's window takes one a part
 * before. What the model states is checked against the passages that it cites.
 */
export function createModelWriter({
  model,
  remember = rememberNothing,
  proofreader = createProofreader(),
}: ModelWriterOptions): Writer {
  const prompts = loadPrompts();
  const shareReading = createReadingShare();

  async function write<Kind extends MaterialKind>(
    kind: Kind,
    source: Source,
    outline: Outline | undefined,
    options: WritingOptions,
  ): Promise<Materials[Kind]> {
    const { budget, onUsage, signal } = options;
    if (signal?.aborted) throw abortError(signal);
    const calling = { budget, onUsage, signal };
    const mark = markOf(source.text);
    const rules = buildRules(prompts, source, options, mark);
    const order = { model, prompts, rules, source, remember, calling };
    const { block, characters, remarks } = await shareReading(
      source,
      rules,
      () => readWithModel(order),
      signal,
    );

    const speakingRate = options.speakingRate ?? defaultSpeakingRate;
    const plan = planLengths(characters, options, answerTokens(model));
    const task = buildTask(prompts, kind, source, plan);
    const shared = outline ? `${block}\n\n${outlineBlock(outline, mark)}` : block;
    const { scriptCharacters } = plan;
    const facts = { sourceCharacters: characters, language: source.language, scriptCharacters };
    const call: ModelCall = {
      ...calling,
      purpose: kind,
      prompt: { rules, shared, task },
      schema: answerSchema(kind, outline),
      maxOutputTokens: Math.min(answerTokens(model), outputLimit(kind, facts, model)),
      likelyOutputTokens: expectedOutputTokens(kind, facts),
    };
    const asking: Asking = {
      proofreader,
      signal,
      first: () => {
        const answer = model.generate(call);
        proofreader.prepare({ source, rules });
        return answer;
      },
      repair: (attempt) =>
        model.generate({
          ...call,
          prompt: { rules, shared, task: repairTask(prompts, task, attempt) },
          ...('fault' in attempt && moreRoom(call, answerTokens(model))),
        }),
    };
    const proof: ProofOrder = {
      ...{ kind, generator: model.model, source, rules, outline, scriptCharacters, speakingRate, remarks },
      targetMinutes: options.targetMinutes,
    };
    // A proofreader returns the kind that it was asked for.
    return (await writeMaterial(asking, proof)) as Materials[Kind];
  }

  return {
    generator: model.model,
    version: prompts.version,
    outline: (source, options) => write('outline', source, undefined, options),
    material: (kind, source, outline, options) => write(kind, source, outline, options),
  };
}

/** Room for an answer that was cut off, or whose thinking used all of it up. */
const moreRoom = ({ maxOutputTokens, likelyOutputTokens = maxOutputTokens }: ModelCall, most: number) => ({
  maxOutputTokens: Math.min(most, maxOutputTokens * 2),
  likelyOutputTokens: Math.min(most, likelyOutputTokens * 2),
});
