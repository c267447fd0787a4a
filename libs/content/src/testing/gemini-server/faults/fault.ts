import type { CallPurpose } from '../../../ports/text-model.ts';
import type { GeminiCall } from '../gemini-call.ts';
import type { AnswerReply, Reply } from '../reply.ts';

/** What can be said of a fault beside its name. Each fault reads what concerns it. */
export interface FaultSettings {
  /** `rate-limited`: RetryInfo in the body, as Google gives it: `58s`. @default none */
  retryDelay?: string;
  /** `rate-limited`, `overloaded`: the header Retry-After, in seconds or as a date. @default none */
  retryAfter?: string;
  /** `wrong-language`. @default 'de' */
  language?: 'de' | 'fr';
  /** `invalid-json`: talk round it, or a brace that is missing. @default 'broken' */
  shape?: 'talk' | 'broken';
  /** `rejected`: what Google says. */
  message?: string;
}

export interface FaultContext {
  call: GeminiCall;
  settings: FaultSettings;
  /** What would have been answered, as a value that fits the schema, and as it would be sent. */
  value: unknown;
  answer: AnswerReply;
  /** Resolves when the test releases the fault. */
  released: Promise<void>;
}

/** What a call meets in place of its answer. */
export type Fault = (context: FaultContext) => Reply;

/** Which calls meet which fault, and how often. */
export interface FaultPlan<Name extends string = string> extends FaultSettings {
  fault: Name;
  /** Only calls for this material. @default all */
  purpose?: CallPurpose;
  /** Only calls for which this is true. @default all */
  where?: (call: GeminiCall) => boolean;
  /** How many calls meet it. @default 1 */
  times?: number;
}
