import { estimateTokens } from '../../cost/estimate-tokens.ts';
import type { Remember } from '../../ports/remember.ts';
import type { ModelCall, TextModel } from '../../ports/text-model.ts';
import type { Source } from '../../source.ts';
import { delimit, markOf } from '../prompt/delimit.ts';
import { fillSlots } from '../prompt/fill-slots.ts';
import type { Prompts } from '../prompt/load-prompts.ts';
import { numberPassages } from '../prompt/number-passages.ts';
import { notesReading, type SourceReading, wholeReading } from './read-source.ts';
import { answerTokens, planReading, tokensANote } from './reading-plan.ts';
import { type Note, notesSchema, takeNotes } from './take-notes.ts';

/** What a note takes at most of an answer, with its JSON, and what thinking may take besides. */
const tokensAWrittenNote = 120;
const thinkingTokens = 2048;
/** A note's number, its brackets and the line's end. */
const tokensOfLabel = 6;

export interface ReadingOrder {
  model: TextModel;
  prompts: Prompts;
  rules: string;
  source: Source;
  remember: Remember;
  /** What each call carries besides: budget, signal, who is told. */
  calling: Pick<ModelCall, 'budget' | 'onUsage' | 'signal'>;
}

/**
 * The source as the model will read it: whole if it fits into its window, else as notes that the model takes on each part,
 * all parts side by side. What was noted on a part is remembered, so that a later failure doesn't buy it again.
 * @throws ContentError of the model, or `source-too-long`
 */
export async function readWithModel(order: ReadingOrder): Promise<SourceReading> {
  const { source, model } = order;
  const mark = markOf(source.text);
  const plan = planReading(source, model);
  if (!('pieces' in plan)) return wholeReading(source, mark);
  const taken = await Promise.allSettled(
    plan.pieces.map((pieces, index) => {
      const block = delimit('SOURCE', mark, numberPassages(pieces, source));
      const slots = { part: index + 1, parts: plan.parts, notes: plan.notesAPart };
      return noteOn(order, block, slots);
    }),
  );
  const notes = taken.map((result) => {
    // The others have come to their end, and are remembered.
    if (result.status === 'rejected') throw result.reason;
    return fitting(result.value, plan.notesAPart * tokensANote);
  });
  return notesReading(notes, mark);
}

/** As many of the notes, from the first, as fit into so many tokens. */
function fitting(notes: Note[], maxTokens: number): Note[] {
  let tokens = 0;
  return notes.filter(({ text }) => {
    tokens += estimateTokens(text) + tokensOfLabel;
    return tokens <= maxTokens;
  });
}

function noteOn(
  { model, prompts, rules, source, remember, calling }: ReadingOrder,
  block: string,
  slots: { part: number; parts: number; notes: number },
): Promise<Note[]> {
  const task = fillSlots(prompts.tasks.notes, slots);
  const call: ModelCall = {
    ...calling,
    purpose: 'notes',
    prompt: { rules, shared: block, task },
    schema: notesSchema,
    maxOutputTokens: Math.min(answerTokens(model), slots.notes * tokensAWrittenNote + thinkingTokens),
  };
  const parts = { model: model.model, version: prompts.version, prompt: call.prompt };
  return remember(
    parts,
    (signal) => takeNotes(source, () => model.generate({ ...call, signal: signal ?? calling.signal })),
    calling.signal,
  );
}
