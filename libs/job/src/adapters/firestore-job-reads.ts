import type { Firestore, Query, QuerySnapshot, Transaction } from '@google-cloud/firestore';

import type { Job, OpenStatus } from '../job.ts';
import { asKnownTo, type LedgerEntry } from '../ledger.ts';
import { firstJobIdAt } from '../new-job-id.ts';
import type { JobPage, JobStore } from '../ports/job-store.ts';
import type { FirestoreCalls } from './firestore-calls.ts';
import { documentId } from './firestore-fields.ts';
import {
  holdingFields,
  type JobDocument,
  jobFields,
  type JobHolding,
  toHolding,
  toJob,
  toJobDocument,
} from './firestore-job-document.ts';
import { heldToken } from './firestore-job-leases.ts';
import { type StepDocument, stepFields, toStepDocument } from './firestore-step-document.ts';
import type { TextStore } from './firestore-texts.ts';
import { fromCursor, toCursor } from './job-cursor.ts';

export type FirestoreJobReads<Request = unknown> = ReturnType<typeof createFirestoreJobReads<Request>>;

/** Where jobs and steps are, and how they are read. */
export function createFirestoreJobReads<Request>(
  firestore: Firestore,
  collection: string,
  { calls, texts }: { calls: FirestoreCalls; texts: TextStore },
) {
  const jobs = firestore.collection(collection);
  const jobAt = (id: string) => jobs.doc(id);
  const stepsOf = (id: string) => jobAt(id).collection('steps');
  const stepAt = (id: string, name: string) => stepsOf(id).doc(documentId(name));

  const stepSummariesOf = (id: string) => stepsOf(id).select(...stepFields);

  /** In the order in which they began. */
  const inOrder = ({ docs }: QuerySnapshot): StepDocument[] =>
    docs.map((step) => toStepDocument(step.data())).sort(byStart);

  async function stepsIn(transaction: Transaction, id: string): Promise<StepDocument[]> {
    return inOrder(await transaction.get(stepSummariesOf(id)));
  }

  async function jobIn(transaction: Transaction, id: string): Promise<JobDocument | undefined> {
    const [job] = await transaction.getAll(jobAt(id), { fieldMask: [...jobFields] });
    const fields = job?.data();
    return fields && toJobDocument(fields);
  }

  /**
   * A job and its steps as they are at one moment. Both are asked for at once: the SDK leaves the failure of a read-only
   * transaction's first read to end the process, unless another read waits for it.
   */
  async function withStepsIn(
    transaction: Transaction,
    id: string,
  ): Promise<{ document: JobDocument | undefined; steps: StepDocument[] }> {
    const [document, steps] = await Promise.all([jobIn(transaction, id), stepsIn(transaction, id)]);
    return { document, steps: document ? steps : [] };
  }

  async function whole(document: JobDocument, steps: readonly StepDocument[]): Promise<Job<Request>> {
    return toJob(document, await texts.read(document.request), steps);
  }

  return {
    ...{ jobAt, stepsOf, stepAt, jobIn, stepsIn, withStepsIn, whole },

    async get(id: string): Promise<Job<Request> | undefined> {
      const { document, steps } = await calls.snapshot((transaction) => withStepsIn(transaction, id));
      return document && (await whole(document, steps));
    },

    async holding(id: string): Promise<JobHolding | undefined> {
      const [job] = await calls.call(() => firestore.getAll(jobAt(id), { fieldMask: [...holdingFields] }));
      const fields = job?.data();
      return fields && toHolding(fields);
    },

    async list(query: Parameters<JobStore<Request>['list']>[0]): Promise<JobPage<Request>> {
      const { owner, status, limit, cursor } = query;
      let wanted: Query = jobs.where('owner', '==', owner);
      if (status) wanted = wanted.where('status', '==', status);
      wanted = wanted.orderBy('id', 'desc');
      if (cursor !== undefined) wanted = wanted.startAfter(fromCursor(cursor));
      const { docs } = await calls.call(() =>
        wanted
          .limit(limit + 1)
          .select(...jobFields)
          .get(),
      );
      const page = docs.slice(0, limit).map((job) => toJobDocument(job.data()));
      const listed = await Promise.all(
        page.map(async (document) => {
          // Read later than their job: they may be further than it, and never behind.
          const steps = await calls.call(() => stepSummariesOf(document.id).get());
          return whole(document, inOrder(steps));
        }),
      );
      const last = listed.at(-1);
      return { jobs: listed, ...(docs.length > limit && last && { nextCursor: toCursor(last.id) }) };
    },

    async ledger(id: string): Promise<LedgerEntry[]> {
      const { document, steps } = await calls.snapshot((transaction) => withStepsIn(transaction, id));
      const held = document && heldToken(document);
      return steps
        .flatMap(({ name, runs }) =>
          runs.map((run) => ({ step: name, ...run, outcome: asKnownTo(held, run) })),
        )
        .sort((a, b) => a.startedAt - b.startedAt || a.run - b.run || (a.step < b.step ? -1 : 1));
    },

    /**
     * The ids of jobs that wait, the oldest first: those that nobody holds, and those whose lease is over or begins in
     * the future, which shows that the clock was set back. If there are more than `limit` of one kind, the oldest of the
     * first come, and of the others those whose lease ended first.
     */
    async waiting(limit: number, now: number): Promise<string[]> {
      const leased = jobs.where('claimable', '==', 'when-lease-ends');
      const queries = [
        jobs.where('claimable', '==', 'now').orderBy('id'),
        leased.where('lease.until', '<=', now).orderBy('lease.until'),
        leased.where('lease.from', '>', now).orderBy('lease.from'),
      ];
      const found = await Promise.all(
        queries.map((query) => calls.call(() => query.limit(limit).select().get())),
      );
      const ids = found.flatMap(({ docs }) => docs.map(({ id }) => id));
      return [...new Set(ids)].sort().slice(0, limit);
    },

    async createdBefore(time: number, limit: number): Promise<string[]> {
      const older = jobs.where('id', '<', firstJobIdAt(time)).orderBy('id').limit(limit).select();
      return (await calls.call(() => older.get())).docs.map(({ id }) => id);
    },

    /** By the database's own counting, which reads no documents. */
    async openCounts(): Promise<Record<OpenStatus, number>> {
      const count = async (status: OpenStatus) =>
        (await calls.call(() => jobs.where('status', '==', status).count().get())).data().count;
      const [pending, processing] = await Promise.all([count('pending'), count('processing')]);
      return { pending, processing };
    },
  };
}

function byStart(a: StepDocument, b: StepDocument): number {
  const startOf = ({ runs }: StepDocument) => runs.at(-1)?.startedAt ?? 0;
  return startOf(a) - startOf(b) || (a.name < b.name ? -1 : 1);
}
