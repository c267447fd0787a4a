import type { Material } from '../materials/schemas.ts';
import type { Proof, Proofreader, ProofOrder } from '../model-writer/proofreader.ts';
import type { RawDraft } from '../model-writer/draft/to-draft.ts';
import type { Violation } from '../model-writer/checks/violation.ts';
import type { ModelAnswer } from '../ports/text-model.ts';
import type { Source } from '../source.ts';
import { createThread } from './thread/thread.ts';

/** What crosses to the thread: plain data. */
export type ProofRequest =
  | { prepare: string }
  | { read: ModelAnswer; order: SentOrder }
  | { settle: RawDraft; violations: Violation[]; order: SentOrder };

type SentOrder = Omit<ProofOrder, 'source'>;

export interface ThreadedProofreader extends Proofreader {
  /** Starts the thread, so that it loads while the program does. */
  warmUp(): void;
  close(): Promise<void>;
}

/** Jobs that come together need the machine to get to their models, which take longer than this, in milliseconds. */
const preparingDelay = 150;
const maxHeapMegabytes = 1024;

/**
 * Checks in a thread of its own: the answers of many jobs at once must not hold up the server that they run in.
 */
export function createThreadedProofreader(): ThreadedProofreader {
  const thread = createThread({ module: './proofreader-thread.ts', maxHeapMegabytes });
  const ask = (request: ProofRequest, source: Source) => thread.ask(request, source);

  return {
    prepare({ source, rules }) {
      // Nobody waits for it: what keeps it from being done keeps the first answer from being read, which says so.
      const prepare = () => ask({ prepare: rules }, source).catch(() => {});
      setTimeout(prepare, preparingDelay).unref();
    },
    // The thread runs this same library's proofreader, whose types these are.
    async read(answer, { source, ...order }) {
      return (await ask({ read: answer, order }, source)) as Proof;
    },
    async settle(draft, violations, { source, ...order }) {
      return (await ask({ settle: draft, violations, order }, source)) as Material;
    },
    warmUp: () => thread.warmUp(),
    close: () => thread.close(),
  };
}
