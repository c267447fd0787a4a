import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobStore, Lease } from '@la-factoria/job';
import { buildNewJob, type TestRequest } from '@la-factoria/job/testing';

import { statusError, tapWire, type WireRequest, writtenPaths } from './firestore-wire.ts';
import { openFirestoreStore, openInMemoryDatabase } from './open-firestore-database.ts';

const outline = { step: 'outline', run: 1 };
const [unavailable, aborted] = [14, 10];
const long = JSON.stringify('All work and no play. '.repeat(5000));
const error = { code: 'quota-exceeded', message: 'No calls are left today.', isRetryable: true };

type Store = JobStore<TestRequest>;

/** Each writes once, to a job that is pending, or held by `lease` with the run `outline` begun. */
const writes: [string, (store: Store, id: string, lease: Lease) => Promise<unknown>][] = [
  ['startStep', (store, _, lease) => store.startStep(lease, { step: 'script', run: 1 })],
  [
    'saveProgress',
    (store, _, lease) => store.saveProgress(lease, outline, { fraction: 0.5, usage: { calls: 1 } }),
  ],
  ['endStep', (store, _, lease) => endOutline(store, lease)],
  ['renew', (store, _, lease) => store.renew(lease, 600)],
  ['release', (store, _, lease) => store.release(lease)],
  ['finish', (store, _, lease) => store.finish(lease, { status: 'failed', error })],
  ['cancel', (store, id) => store.cancel(id)],
];

const endOutline = (store: Store, lease: Lease) =>
  store.endStep(lease, outline, { outcome: 'completed', result: long, usage: { calls: 2 } });

function open() {
  const database = openInMemoryDatabase();
  const { store, clock, firestore } = openFirestoreStore(database.connect());
  return { ...database, store, clock, firestore, wire: tapWire(firestore) };
}

describe('faults of Firestore', () => {
  let opened: ReturnType<typeof open> | undefined;
  beforeEach(() => {
    opened = open();
  });
  afterEach(() => {
    opened?.store.close();
    opened?.close();
  });
  const workplace = () => {
    if (!opened) throw new Error('The database is opened before each test.');
    return opened;
  };

  async function running(worker = 'worker-1') {
    const { store } = workplace();
    const { job } = await store.create(buildNewJob());
    const claim = await store.claim(job.id, worker, 10);
    if (claim.outcome !== 'claimed') throw new Error(`The claim came to ${claim.outcome}.`);
    await store.startStep(claim.lease, outline);
    return { id: job.id, lease: claim.lease };
  }

  /** All that a reader sees of a job but for what names this job and no other. */
  async function seen(id: string) {
    const { store } = workplace();
    const job = { ...(await store.get(id)), id: '' };
    const results = [await store.stepResult(id, 'outline'), await store.stepResult(id, 'script')];
    const blobs = Object.keys(workplace().documents()).filter((path) => path.startsWith('blobs/')).length;
    return { job, results, blobs, ledger: await store.ledger(id), waiting: (await store.waiting(10)).length };
  }

  /** Lets `fault` befall the next commit that writes a job or a step: blobs are written before it. */
  function atNextCommit(when: 'before' | 'after', fault: () => void): void {
    const { wire } = workplace();
    wire.faults[when] = (request) => {
      if (!writtenPaths([request]).some((path) => path.startsWith('jobs/'))) return;
      wire.faults = {};
      fault();
    };
  }

  test.each(writes)(
    'when the answer to the commit of %s is lost, it is as if it had come',
    async (_, write) => {
      const undisturbed = await running();
      await write(workplace().store, undisturbed.id, undisturbed.lease);
      const expected = await seen(undisturbed.id);
      workplace().close();
      opened = open();
      const { id, lease } = await running();
      atNextCommit('after', () => {
        throw statusError(unavailable);
      });
      await write(workplace().store, id, lease);
      expect(await seen(id)).toEqual(expected);
    },
  );

  test('when the answer to the commit of a claim is lost, the job is claimed, by one lease', async () => {
    const { store } = workplace();
    const { job } = await store.create(buildNewJob());
    atNextCommit('after', () => {
      throw statusError(unavailable);
    });
    const claim = await store.claim(job.id, 'worker-1', 10);
    expect(claim).toMatchObject({ outcome: 'claimed', lease: { token: 1 }, job: { status: 'processing' } });
    expect(await store.claim(job.id, 'worker-1', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
  });

  test('when the answer to the commit of a retry is lost, there is one new attempt', async () => {
    const { store } = workplace();
    const { id, lease } = await running();
    await store.finish(lease, { status: 'failed', error });
    atNextCommit('after', () => {
      throw statusError(unavailable);
    });
    expect(await store.retry(id)).toMatchObject({ status: 'pending', attempt: 2 });
    expect(await store.get(id)).toMatchObject({ status: 'pending', attempt: 2 });
  });

  test.each([undefined, { key: 'key-1', bodyHash: 'body-1' }])(
    'F01 when the answer to the commit of a new job is lost (key: %j), it is made once, and new',
    async (idempotency) => {
      const { store } = workplace();
      atNextCommit('after', () => {
        throw statusError(unavailable);
      });
      const order = buildNewJob({ input: long, ...(idempotency && { idempotency }) });
      expect(await store.create(order)).toMatchObject({ isNew: true, job: { id: order.id, revision: 1 } });
      expect((await store.list({ owner: 'ann', limit: 10 })).jobs).toHaveLength(1);
      expect(await store.input(order.id)).toBe(long);
    },
  );

  test('when the lease is lost before a result whose answer was lost is written again, the result stays', async () => {
    const { store, clock, connect } = workplace();
    const { id, lease } = await running();
    const { store: other } = openFirestoreStore(connect(), clock);
    const { wire } = workplace();
    atNextCommit('after', () => {
      wire.faults.before = async () => {
        wire.faults = {};
        await other.cancel(id);
      };
      throw statusError(unavailable);
    });
    await Promise.allSettled([endOutline(store, lease)]);
    expect(await other.holds(lease)).toBe(false);
    expect(await other.stepResult(id, 'outline')).toBe(long);
  });

  test.each(writes)('when another write comes between, %s is done again and once', async (_, write) => {
    const { store, wire } = workplace();
    const { id, lease } = await running();
    const before = await store.get(id);
    wire.requests.length = 0;
    atNextCommit('before', () => {
      throw statusError(aborted);
    });
    await write(store, id, lease);
    const commits = wire.requests.filter((request) =>
      writtenPaths([request]).some((path) => path.includes(id)),
    );
    expect(commits.length).toBe(2);
    expect(Number((await store.get(id))?.revision) - Number(before?.revision)).toBeLessThanOrEqual(1);
  });

  /** Codes by https://grpc.io/docs/guides/status-codes/. */
  const statuses: [string, number, boolean][] = [
    ['UNAVAILABLE', 14, true],
    ['DEADLINE_EXCEEDED', 4, true],
    ['RESOURCE_EXHAUSTED', 8, true],
    ['INTERNAL', 13, true],
    ['CANCELLED', 1, true],
    ['PERMISSION_DENIED', 7, false],
    ['INVALID_ARGUMENT', 3, false],
    ['NOT_FOUND', 5, false],
    ['UNAUTHENTICATED', 16, false],
    ['FAILED_PRECONDITION', 9, false],
  ];

  test.each(statuses)(
    'when Firestore says %s, the store is unavailable, and names no more than that',
    async (name, code, isRetryable) => {
      const { store, wire } = workplace();
      const { id, lease } = await running();
      const secret = 'Denied to account 1234@secret.example with key AIza';
      wire.faults.before = () => {
        throw statusError(code, secret);
      };
      for (const ask of [
        () => store.get(id),
        () => store.holds(lease),
        () => store.input(id),
        () => store.waiting(1),
      ]) {
        const refused = await ask().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(refused).toMatchObject({ code: 'store-unavailable', isRetryable, cause: { message: secret } });
        expect(String(refused)).toContain(name);
        expect(String(refused)).not.toContain('secret');
      }
    },
  );

  test('F06 when Firestore is away and comes back, the store works again by itself', async () => {
    const { store, wire } = workplace();
    const { id } = await running();
    wire.faults.before = () => {
      throw statusError(unavailable);
    };
    await expect(store.get(id)).rejects.toMatchObject({ code: 'store-unavailable', isRetryable: true });
    wire.faults = {};
    expect(await store.get(id)).toMatchObject({ id });
  });

  test('when Firestore gives no answer, the store is unavailable after four seconds, and the write is not made later', async () => {
    const { store, wire, clock } = workplace();
    const { id, lease } = await running();
    const arrived = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    wire.faults.after = async () => {
      arrived.resolve();
      await answered.promise;
    };
    const cancelling = store.cancel(id);
    const refusal = expect(cancelling).rejects.toMatchObject({
      code: 'store-unavailable',
      isRetryable: true,
    });
    await arrived.promise;
    await clock.pass(4000);
    await refusal;
    wire.faults = {};
    const rolledBack = new Promise<WireRequest>((resolve) => {
      wire.faults.after = (request) => (request.method === 'rollback' ? resolve(request) : undefined);
    });
    answered.resolve();
    await rolledBack;
    expect(await store.get(id)).toMatchObject({ status: 'processing' });
    expect(await store.holds(lease)).toBe(true);
    expect(clock.timers).toBe(0);
  });
});
