import type { Material } from '../materials/schemas.ts';
import type { Proof, Proofreader, ProofOrder } from '../model-writer/proofreader.ts';
import type { RawDraft } from '../model-writer/to-draft.ts';
import type { Violation } from '../model-writer/violation.ts';
import type { ModelAnswer } from '../ports/text-model.ts';
import { type SentSource, toSend } from './kept-sources.ts';
import { createThread } from './thread.ts';

/** What crosses to the thread: plain data. */
export type ProofRequest =
  | { prepare: Pick<SentOrder, 'source' | 'rules'> }
  | { read: ModelAnswer; order: SentOrder }
  | { settle: RawDraft; violations: Violation[]; order: SentOrder };

type SentOrder = ProofOrder<SentSource>;

export interface ThreadedProofreader extends Proofreader {
  /** Starts the thread, so that it loads while the program does. */
  warmUp(): void;
  close(): Promise<void>;
}

/**
 * Checks in a thread of its own: the answers of many jobs at once must not hold up the server that they run in.
 * What needs more than `maxHeapMegabytes` (1024 by default) fails, retryable.
 */
export function createThreadedProofreader({
  maxHeapMegabytes = 1024,
}: { maxHeapMegabytes?: number } = {}): ThreadedProofreader {
  const thread = createThread({ module: './proofreader-thread.ts', maxHeapMegabytes });
  const ask = (request: ProofRequest) => thread.ask(request);
  const sent = (order: ProofOrder): SentOrder => ({ ...order, source: toSend(order.source) });

  return {
    prepare({ source, rules }) {
      // Nobody waits for it: what keeps it from being done keeps the first answer from being read, which says so.
      ask({ prepare: { source: toSend(source), rules } }).catch(() => {});
    },
    // The thread runs this same library's proofreader, whose types these are.
    read: async (answer, order) => (await ask({ read: answer, order: sent(order) })) as Proof,
    settle: async (draft, violations, order) =>
      (await ask({ settle: draft, violations, order: sent(order) })) as Material,
    warmUp: () => thread.warmUp(),
    close: () => thread.close(),
  };
}
