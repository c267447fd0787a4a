import { leaseLost } from '../errors.ts';
import { liveSpan } from '../lease-span.ts';
import type { Lease } from '../ports/job-store.ts';
import type { HeldLease, JobHolding } from './firestore-job-document.ts';

/** Who may write to a job: what its document says of it, and what it is to say next. */

export function isHeldBy({ lease: held, leaseToken }: JobHolding, { worker, token }: Lease): boolean {
  return held?.worker === worker && leaseToken === token;
}

/** Throws `lease-lost`; of a job that is gone, too. */
export function assertHeld<Holding extends JobHolding>(
  holding: Holding | undefined,
  lease: Lease,
): asserts holding is Holding {
  if (holding && isHeldBy(holding, lease)) return;
  throw leaseLost(lease);
}

export const newLease = (worker: string, seconds: number, now: number): HeldLease => ({
  ...{ worker, from: now, until: now + seconds * 1000 },
});

/** The lease that keeps others from the job now, if one does. */
export function liveLease({ lease }: Pick<JobHolding, 'lease'>, now: number): HeldLease | undefined {
  return lease ? liveSpan(lease, now) : undefined;
}

/** The token that a worker has to bring to write under what the document says. */
export function heldToken({ lease, leaseToken }: JobHolding): number | undefined {
  return lease ? leaseToken : undefined;
}
