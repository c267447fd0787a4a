import { leaseLost } from '../errors.ts';
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

/**
 * The lease that keeps others from the job now, if one does. One that begins in the future shows that the clock was set
 * back since: it is moved to now, for a lease is never longer than it was made, or a dead worker held it for an hour.
 */
export function liveLease({ lease }: Pick<JobHolding, 'lease'>, now: number): HeldLease | undefined {
  if (!lease) return undefined;
  const { from, until } = lease;
  if (from > now) return { ...lease, from: now, until: now + until - from };
  return until > now ? lease : undefined;
}

/** The token that a worker has to bring to write under what the document says. */
export function heldToken({ lease, leaseToken }: JobHolding): number | undefined {
  return lease ? leaseToken : undefined;
}
