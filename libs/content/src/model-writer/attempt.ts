import type { MaterialKind } from '../materials/material-kinds.ts';
import type { ModelAnswer } from '../ports/text-model.ts';
import type { SpeakingRate } from '../ports/writer.ts';
import { checkDraft, type DraftContext } from './checks/check-draft.ts';
import { completeDraft } from './draft/complete-draft.ts';
import { type Fault, readAnswer } from './draft/read-answer.ts';
import { type RawDraft, toDraft } from './draft/to-draft.ts';
import type { Violation } from './checks/violation.ts';

/** What came of one answer: a draft with what it breaks, or nothing. */
export type Attempt = { draft: RawDraft; violations: Violation[] } | { fault: Fault };

export interface AttemptContext extends DraftContext {
  kind: MaterialKind;
  /** The model's name. */
  generator: string;
  speakingRate: SpeakingRate;
}

/** Reads an answer and checks it. Never throws for what a model wrote. */
export function toAttempt(answer: ModelAnswer, context: AttemptContext): Attempt {
  const reading = readAnswer(context.kind, answer);
  if ('fault' in reading) return reading;
  const { draft, unknown } = toDraft(context.kind, reading.content, context.source, context.generator);
  completeDraft(draft, context.source, context.outline, context.speakingRate);
  return { draft, violations: checkDraft(draft, unknown, context) };
}
