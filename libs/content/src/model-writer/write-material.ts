import { ContentError } from '../errors.ts';
import type { Material } from '../materials/schemas.ts';
import type { ModelAnswer } from '../ports/text-model.ts';
import type { Attempt } from './attempt.ts';
import { itemOf } from './draft/list-items.ts';
import type { Proof, Proofreader, ProofOrder } from './proofreader.ts';
import { errorOf } from './draft/read-answer.ts';
import { weightOf } from './checks/violation.ts';

export interface Asking {
  /** Asks the model for the material. */
  first(): Promise<ModelAnswer>;
  /** Asks for it again, saying what the first answer broke. */
  repair(attempt: Attempt): Promise<ModelAnswer>;
  proofreader: Proofreader;
  signal?: AbortSignal | undefined;
}

/**
 * Asks for a material, checks it, and asks once more when it breaks a rule. Of two answers the better one is kept; what is
 * wrong with it still is mended, marked or left out.
 * @throws ContentError of the model, or for an answer that is of no use after the repair
 */
export async function writeMaterial(asking: Asking, order: ProofOrder): Promise<Material> {
  const { proofreader } = asking;
  const first = await proofreader.read(await asking.first(), order);
  const best = 'material' in first || !mayBeMended(first) ? first : await repaired(first, asking, order);
  if ('material' in best) return best.material;
  if ('fault' in best) throw errorOf(best.fault);
  return proofreader.settle(best.draft, best.violations, order);
}

const mayBeMended = (attempt: Attempt) => !('fault' in attempt) || attempt.fault.advice !== undefined;

async function repaired(first: Attempt, asking: Asking, order: ProofOrder): Promise<Proof> {
  let second: Proof;
  try {
    second = await asking.proofreader.read(await asking.repair(first), order);
  } catch (error) {
    // What was paid for and can be handed out isn't lost because it could not be made better.
    if (isUsable(first) && !asking.signal?.aborted && error instanceof ContentError) return first;
    throw error;
  }
  if ('material' in second) return second;
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
