import { isEnded, type Job, jobStatuses, type JobStatus } from '../job.ts';
import { asSeenIn } from '../step.ts';
import { type Fields, map, number, oneOf, orNull, text } from './firestore-fields.ts';
import { type StepDocument, toSummary } from './firestore-step-document.ts';
import { type StoredText, storedText } from './firestore-texts.ts';

/** Times are milliseconds since 1970. */
export interface HeldLease {
  worker: string;
  from: number;
  until: number;
}

/** What a query for jobs that wait goes by: see `claimableOf`. */
export type Claimable = 'now' | 'when-lease-ends' | 'never';

/** What says who may write. */
export interface JobHolding {
  status: JobStatus;
  attempt: number;
  /** Of the latest lease, whether it still holds or not. */
  leaseToken: number;
  lease: HeldLease | null;
}

/**
 * A job without its input and its steps, as its document holds it. Steps don't write here, so that a job of many steps
 * stays below the one write a second that a document stands: `revision` and `updatedAt` are those of this document.
 */
export interface JobDocument extends JobHolding {
  /** The document's own id, as a field that queries can be ordered by. */
  id: string;
  owner: string;
  /** JSON. */
  request: StoredText;
  createdAt: number;
  updatedAt: number;
  completedAt: number | null;
  /** JSON of a `Failure`. */
  error: string | null;
  revision: number;
  claimable: Claimable;
  /** The document that keeps the job's idempotency key. */
  idempotencyId: string | null;
  /** Of the operation that wrote last, by which it knows its own write again. */
  changeId: string;
}

/** What is read of a job to let a worker write, and by `jobFields` to show it: all but the input. */
export const holdingFields = ['status', 'attempt', 'leaseToken', 'lease'] as const;
export const jobFields = [
  ...holdingFields,
  ...['id', 'owner', 'request', 'createdAt', 'updatedAt', 'completedAt', 'error', 'revision'],
  ...['claimable', 'idempotencyId', 'changeId'],
] as const satisfies readonly string[];

export function toHolding(fields: Fields<(typeof holdingFields)[number]>): JobHolding {
  return {
    status: oneOf(jobStatuses, fields, 'status'),
    attempt: number(fields, 'attempt'),
    leaseToken: number(fields, 'leaseToken'),
    lease: orNull(heldLease, fields, 'lease'),
  };
}

export function toJobDocument(fields: Fields<string>): JobDocument {
  return {
    ...toHolding(fields),
    ...{ id: text(fields, 'id'), owner: text(fields, 'owner'), request: storedText(fields, 'request') },
    ...{ createdAt: number(fields, 'createdAt'), updatedAt: number(fields, 'updatedAt') },
    completedAt: orNull(number, fields, 'completedAt'),
    error: orNull(text, fields, 'error'),
    revision: number(fields, 'revision'),
    claimable: oneOf(['now', 'when-lease-ends', 'never'], fields, 'claimable'),
    idempotencyId: orNull(text, fields, 'idempotencyId'),
    changeId: text(fields, 'changeId'),
  };
}

function heldLease(fields: Fields<string>, name: string): HeldLease {
  const lease = map(fields, name);
  return { worker: text(lease, 'worker'), from: number(lease, 'from'), until: number(lease, 'until') };
}

export function claimableOf({ status, lease }: Pick<JobHolding, 'status' | 'lease'>): Claimable {
  if (isEnded(status)) return 'never';
  return lease ? 'when-lease-ends' : 'now';
}

/** The job's revision is the sum of its documents' revisions, which all only grow; its time of change the latest of theirs. */
export function toJob<Request>(
  document: JobDocument,
  request: string,
  steps: readonly StepDocument[],
): Job<Request> {
  const { id, owner, status, createdAt, completedAt, error, attempt } = document;
  return {
    ...{ id, owner, status, createdAt, attempt },
    // This library wrote the JSON, so its types are those that were put in.
    request: JSON.parse(request),
    updatedAt: Math.max(document.updatedAt, ...steps.map(({ updatedAt }) => updatedAt)),
    ...(completedAt !== null && { completedAt }),
    ...(error !== null && { error: JSON.parse(error) }),
    revision: steps.reduce((sum, { revision }) => sum + revision, document.revision),
    steps: steps.map((step) => asSeenIn(status, toSummary(step))),
  };
}
