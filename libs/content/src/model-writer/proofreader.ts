import type { QualityIssue } from '../materials/check-material.ts';
import type { Material } from '../materials/schemas.ts';
import type { ModelAnswer } from '../ports/text-model.ts';
import { readAhead } from '../quality/read-ahead.ts';
import type { Source } from '../source.ts';
import { type Attempt, type AttemptContext, toAttempt } from './attempt.ts';
import { createLeakFinder, type LeakFinder } from './checks/find-leaks.ts';
import { type FinishingContext, finishMaterial } from './draft/finish-material.ts';
import { settleDraft } from './draft/settle-draft.ts';
import type { RawDraft } from './draft/to-draft.ts';
import type { Violation } from './checks/violation.ts';

/** What an answer is held against: plain data, so that it can cross to a thread. */
export interface ProofOrder extends Omit<AttemptContext, 'findLeak'>, FinishingContext {
  /** The rules of the prompt, which no answer may repeat. */
  rules: string;
  /** What must be said of the material besides. */
  remarks: QualityIssue[];
}

/** What came of an answer: a material, if it breaks no rule. */
export type Proof = { material: Material } | Attempt;

/** Checks what a model answered. It takes milliseconds of computing an answer, which a server may want to have elsewhere. */
export interface Proofreader {
  /** Gets ready for the answers about a source, while the model still writes the first. Never fails. */
  prepare(order: Pick<ProofOrder, 'source' | 'rules'>): void;
  /** Never fails for what a model wrote. @throws ContentError `writer-failed`, retryable, when there is no checking */
  read(answer: ModelAnswer, order: ProofOrder): Promise<Proof>;
  /**
   * Makes a material of a draft that broke rules, or says why that can't be done.
   * @throws ContentError as `settleDraft` does, or like `read`
   */
  settle(draft: RawDraft, violations: Violation[], order: ProofOrder): Promise<Material>;
}

/** Checks where it is called. */
export function createProofreader(): Proofreader {
  const leakFinders = new WeakMap<Source, Map<string, LeakFinder>>();

  function leakFinderOf({ rules, source }: Pick<ProofOrder, 'source' | 'rules'>): LeakFinder {
    const known = leakFinders.get(source) ?? new Map<string, LeakFinder>();
    leakFinders.set(source, known);
    const findLeak = known.get(rules) ?? createLeakFinder(rules, source);
    known.set(rules, findLeak);
    return findLeak;
  }

  function settle(draft: RawDraft, violations: Violation[], order: ProofOrder): Material {
    const remarks = settleDraft(draft, violations, { ...order, findLeak: leakFinderOf(order) });
    return finishMaterial(draft, [...order.remarks, ...remarks], order);
  }

  return {
    prepare(order) {
      if (leakFinders.get(order.source)?.has(order.rules)) return;
      leakFinderOf(order);
      readAhead(order.source);
    },
    async read(answer, order) {
      const attempt = toAttempt(answer, { ...order, findLeak: leakFinderOf(order) });
      const isClean = !('fault' in attempt) && attempt.violations.length === 0;
      return isClean ? { material: settle(attempt.draft, [], order) } : attempt;
    },
    async settle(draft, violations, order) {
      return settle(draft, violations, order);
    },
  };
}
