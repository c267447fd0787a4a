import { describe, expect, test } from '@jest/globals';

import type { JobHolding } from './firestore-job-document.ts';
import { assertHeld, heldToken, isHeldBy, liveLease, newLease } from './firestore-job-leases.ts';

const now = Date.UTC(2026, 0, 1);
const holding = (overrides: Partial<JobHolding> = {}): JobHolding => ({
  ...{ status: 'processing', attempt: 1, leaseToken: 7, lease: newLease('worker-1', 10, now) },
  ...overrides,
});
const lease = { jobId: 'job-1', worker: 'worker-1', token: 7 };

describe('leases in Firestore', () => {
  test.each([
    ['they are those of the document', holding(), true],
    ['the token is older', holding({ leaseToken: 8 }), false],
    ['another worker has it', holding({ lease: newLease('worker-2', 10, now) }), false],
    ['nobody has it', holding({ lease: null }), false],
  ])('when worker and token are brought and %s, the job is held: %p', (_, document, isHeld) => {
    expect(isHeldBy(document, lease)).toBe(isHeld);
  });

  test('when the job is gone, its lease is lost', () => {
    expect(() => assertHeld(undefined, lease)).toThrow(expect.objectContaining({ code: 'lease-lost' }));
  });

  test('when nobody holds the job, no token is held', () => {
    expect(heldToken(holding({ lease: null }))).toBeUndefined();
    expect(heldToken(holding())).toBe(7);
  });

  test('when a lease of ten seconds is nine seconds old, it keeps others away; when it is ten, it does not', () => {
    const { lease: held } = holding();
    expect(liveLease({ lease: held }, now + 9999)).toBe(held);
    expect(liveLease({ lease: held }, now + 10_000)).toBeUndefined();
    expect(liveLease({ lease: null }, now)).toBeUndefined();
  });

  test('F24 when the clock was set back an hour, the lease is moved to now, and is as long as it was', () => {
    const back = now - 3_600_000;
    expect(liveLease(holding(), back)).toEqual({ worker: 'worker-1', from: back, until: back + 10_000 });
  });
});
