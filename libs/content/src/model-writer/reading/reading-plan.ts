import { estimateTokens } from '../../cost/estimate-tokens.ts';
import { ContentError } from '../../errors.ts';
import type { TextModel } from '../../ports/text-model.ts';
import type { Source } from '../../source.ts';
import { numberPassages, type Piece } from '../prompt/number-passages.ts';
import { splitParts } from './split-parts.ts';

/** An answer may take at most this share of a model's window, so that a small model still sees something of the source. */
const answerShare = 0.4;
/** Counts of tokens are estimates: so much of the window stays free. */
const spareShare = 0.08;
/** Rules, task, schema and outline, in tokens; a repair's list of violations included. */
const instructionTokens = 5000;
const minSourceTokens = 500;
/** A note with its number takes about so many tokens. */
export const tokensANote = 60;

export type ReadingPlan = { parts: 1 } | { parts: number; pieces: Piece[][]; notesAPart: number };

/** Tokens that an answer may have: what the model can write, and no more than a share of what it can read. */
type ModelSize = Pick<TextModel, 'model' | 'contextTokens' | 'maxOutputTokens'>;

export const answerTokens = ({ contextTokens, maxOutputTokens }: Omit<ModelSize, 'model'>): number =>
  Math.min(maxOutputTokens, Math.floor(contextTokens * answerShare));

/**
 * Whether the model can read a source at once or in how many parts, and how many notes of each part fit together.
 * @throws ContentError `source-too-long` when not even one note a part would fit
 */
export function planReading(source: Source, model: ModelSize): ReadingPlan {
  const spare = Math.floor(model.contextTokens * spareShare);
  const instructions = Math.min(instructionTokens, Math.floor(model.contextTokens * 0.3));
  const window = model.contextTokens - answerTokens(model) - spare - instructions;
  if (window >= minSourceTokens && estimateTokens(numberPassages(source.passages, source)) <= window)
    return { parts: 1 };
  const pieces = window >= minSourceTokens ? splitParts(source, window, estimateTokens) : [];
  const notesAPart = Math.floor(window / tokensANote / Math.max(1, pieces.length));
  if (pieces.length === 0 || notesAPart < 1) {
    throw new ContentError(
      'source-too-long',
      `The source has ${source.text.length} characters; ${model.model} reads ${model.contextTokens} tokens at once, which is too few to work through it.`,
    );
  }
  return { parts: pieces.length, pieces, notesAPart };
}
