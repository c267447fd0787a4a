import * as answers from './answer-faults.ts';
import * as connections from './connection-faults.ts';
import type { Fault } from './fault.ts';
import * as finishes from './finish-faults.ts';
import * as http from './http-faults.ts';

/** All that can go wrong, by name. */
export const faults = {
  'rate-limited': http.rateLimited,
  'server-error': http.serverError,
  overloaded: http.overloaded,
  rejected: http.rejected,
  'wrong-key': http.wrongKey,
  slow: connections.slow,
  hang: connections.hang,
  reset: connections.reset,
  'reset-in-body': connections.resetInBody,
  garbage: connections.garbage,
  'cut-off': finishes.cutOff,
  'thinking-overrun': finishes.thinkingOverrun,
  safety: finishes.safety,
  recitation: finishes.recitation,
  'prompt-blocked': finishes.promptBlocked,
  'empty-parts': finishes.emptyParts,
  'invalid-json': finishes.invalidJson,
  'too-short': answers.tooShort,
  'too-long': answers.tooLong,
  'too-few-items': answers.tooFewItems,
  'wrong-language': answers.wrongLanguage,
  uncited: answers.uncited,
  'hallucinated-citation': answers.hallucinatedCitation,
  'wrong-citation': answers.wrongCitation,
  'invented-facts': answers.invented,
  'repetition-loop': answers.repetitionLoop,
  nonsense: answers.nonsense,
  'obeys-injection': answers.obeysInjection,
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

/** For tables of tests. */
export const faultNames = Object.keys(faults) as FaultName[];
