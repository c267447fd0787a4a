import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobStore, Lease } from '../ports/job-store.ts';
import type { FirestoreCalls } from './firestore-calls.ts';
import { holdingFields, type JobHolding, toHolding } from './firestore-job-document.ts';
import { assertHeld } from './firestore-job-leases.ts';
import type { FirestoreJobReads } from './firestore-job-reads.ts';
import {
  type StepDocument,
  stepFields,
  toFields,
  toStepDocument,
  withProgress,
  withRunEnded,
  withRunStarted,
} from './firestore-step-document.ts';
import { type StoredText, storedText, type TextStore } from './firestore-texts.ts';

type StepWrites = Pick<JobStore<unknown>, 'startStep' | 'saveProgress' | 'endStep' | 'stepResult'>;

/**
 * A worker's writes to its steps. Each is a transaction that reads the job's document, for the lease, and writes the
 * step's alone: steps that run side by side don't wait for each other, nor for the renewal of their lease.
 */
export function createFirestoreJobSteps({
  calls,
  reads,
  texts,
  clock,
}: {
  calls: FirestoreCalls;
  reads: FirestoreJobReads;
  texts: TextStore;
  clock: Clock;
}): StepWrites {
  /** Answers the step as it is then. What is as it was, is not written. */
  async function writeStep(
    lease: Lease,
    name: string,
    change: (step: StepDocument | undefined, job: JobHolding) => StepDocument | undefined,
    isDone: (step: StepDocument) => boolean = () => false,
  ): Promise<StepDocument | undefined> {
    const stepAt = reads.stepAt(lease.jobId, name);
    return calls.transaction(async (transaction) => {
      const fieldMask = [...holdingFields, ...stepFields, 'result'];
      const found = await transaction.getAll(reads.jobAt(lease.jobId), stepAt, { fieldMask });
      const [jobFields, fields] = found.map((document) => document.data());
      const holding = jobFields && toHolding(jobFields);
      const before = fields && toStepDocument(fields);
      if (before && isDone(before)) return before;
      assertHeld(holding, lease);
      const after = change(before, holding);
      if (after && after !== before) transaction.set(stepAt, toFields(after));
      return after;
    });
  }

  return {
    async startStep(lease, { step: name, run }) {
      const startedAt = clock.now();
      await writeStep(lease, name, (step, { attempt }) =>
        withRunStarted(step, { run, attempt, startedAt }, lease, name),
      );
    },

    async saveProgress(lease, { step: name, run }, { fraction, usage }) {
      const now = clock.now();
      await writeStep(
        lease,
        name,
        (step) => step && withProgress(step, run, lease, { fraction, usage, now }),
      );
    },

    async endStep(lease, { step: name, run }, end) {
      const now = clock.now();
      const result = end.outcome === 'completed' ? await texts.store(lease.jobId, end.result) : null;
      const isOurs = (step: StepDocument) => isSameBlob(step.result, result);
      try {
        const step = await writeStep(
          lease,
          name,
          (before) => before && withRunEnded(before, run, lease, { end, result, now }),
          isOurs,
        );
        if (!step || !isOurs(step)) await texts.remove(result);
      } catch (error) {
        // In doubt it is kept: the commit may have come through, and its answer not.
        if (error instanceof JobError && error.code === 'lease-lost') await texts.remove(result);
        throw error;
      }
    },

    async stepResult(jobId, name) {
      const step = await calls.call(() => reads.stepAt(jobId, name).get());
      const fields = step.data();
      if (!fields || fields['status'] !== 'completed') return undefined;
      return texts.read(storedText(fields, 'result'));
    },
  };
}

function isSameBlob(a: StoredText | null, b: StoredText | null): boolean {
  return a !== null && b !== null && 'blob' in a && 'blob' in b && a.blob === b.blob;
}
