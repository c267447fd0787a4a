import { ContentError } from '../errors.ts';
import type { QualityIssue } from '../materials/check-material.ts';
import type { ModelAnswer } from '../ports/text-model.ts';
import { type Attempt, type AttemptContext, toAttempt } from './attempt.ts';
import { itemOf } from './list-items.ts';
import { settleDraft } from './settle-draft.ts';
import type { RawDraft } from './to-draft.ts';
import { weightOf } from './violation.ts';

export interface Asking {
  /** Asks the model for the material. */
  first(): Promise<ModelAnswer>;
  /** Asks for it again, saying what the first answer broke. */
  repair(attempt: Attempt): Promise<ModelAnswer>;
  signal?: AbortSignal | undefined;
}

/**
 * Asks for a material, checks it, and asks once more when it breaks a rule. Of two answers the better one is kept; what is
 * wrong with it still is mended, marked or left out.
 * @throws ContentError of the model, or for an answer that is of no use after the repair
 */
export async function writeMaterial(
  asking: Asking,
  context: AttemptContext,
): Promise<{ draft: RawDraft; remarks: QualityIssue[] }> {
  const first = toAttempt(await asking.first(), context);
  const best = needsRepair(first) ? await repaired(first, asking, context) : first;
  if ('fault' in best) throw best.fault.error;
  return { draft: best.draft, remarks: settleDraft(best.draft, best.violations, context) };
}

const needsRepair = (attempt: Attempt) =>
  'fault' in attempt ? attempt.fault.advice !== undefined : attempt.violations.length > 0;

async function repaired(first: Attempt, asking: Asking, context: AttemptContext): Promise<Attempt> {
  let second: Attempt;
  try {
    second = toAttempt(await asking.repair(first), context);
  } catch (error) {
    // What was paid for and can be handed out isn't lost because it could not be made better.
    if (isUsable(first) && !asking.signal?.aborted && error instanceof ContentError) return first;
    throw error;
  }
  if ('fault' in second) return isUsable(first) ? first : second;
  if ('fault' in first) return second;
  return weightOf(second.violations) <= weightOf(first.violations) ? second : first;
}

/** A draft with nothing worse than statements to mark, or items to leave out. */
const isUsable = (attempt: Attempt): boolean =>
  !('fault' in attempt) &&
  attempt.violations.every(({ code, path }) =>
    code === 'schema' ? itemOf(path) !== undefined : code !== 'wrong-language',
  );
