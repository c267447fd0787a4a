import { describe, expect, test } from '@jest/globals';
import type { StepEnd } from '@la-factoria/job';
import { buildNewJob } from '@la-factoria/job/testing';

import { eachWorkplace } from './each-workplace.ts';
import { writtenPaths } from './firestore-wire.ts';

const mebibyte = 1024 * 1024;
const long = 'All work and no play. '.repeat(190_000);
const outline = { step: 'outline', run: 1 };
const completedWith = (result: string): StepEnd => ({ outcome: 'completed', result, usage: {} });

describe('jobs in Firestore', () => {
  const workplace = eachWorkplace();

  async function claimed(overrides: Parameters<typeof buildNewJob>[0] = {}) {
    const { store } = workplace();
    const { job } = await store.create(buildNewJob(overrides));
    const claim = await store.claim(job.id, 'worker-1', 10);
    if (claim.outcome !== 'claimed') throw new Error(`The claim came to ${claim.outcome}.`);
    return { id: job.id, lease: claim.lease };
  }

  /** In memory or on a server, a document above 1 MiB is refused; below, its size is what its values take at least. */
  function largestDocument(): number {
    const sizes = Object.values(workplace().documents()).map((fields) =>
      Object.values(fields).reduce((sum: number, value) => sum + sizeOf(value), 0),
    );
    return Math.max(...sizes);
  }

  test.each([
    ['ASCII', long],
    ['characters of four bytes', '🌊'.repeat(mebibyte)],
    ['characters that JSON writes with six bytes', '\u0001'.repeat(mebibyte)],
  ])(
    'when input, request and results are 4 MB of %s, all come back and no document is near 1 MiB',
    async (_, text) => {
      const { store, other } = workplace();
      const { id, lease } = await claimed({ input: text, request: { title: text } });
      const result = JSON.stringify(text);
      await store.startStep(lease, outline);
      await store.endStep(lease, outline, completedWith(result));
      expect(await other.input(id)).toBe(text);
      expect((await other.get(id))?.request.title).toBe(text);
      expect((await other.list({ owner: 'ann', limit: 1 })).jobs[0]?.request.title).toBe(text);
      expect(await other.stepResult(id, 'outline')).toBe(result);
      expect(largestDocument()).toBeLessThan(0.9 * mebibyte);
    },
  );

  test('when a job is read or listed, its input and its results stay where they are', async () => {
    const { store, wire } = workplace();
    const { id, lease } = await claimed({ input: long });
    await store.startStep(lease, outline);
    await store.endStep(lease, outline, completedWith(JSON.stringify(long)));
    wire.requests.length = 0;
    await store.get(id);
    await store.list({ owner: 'ann', limit: 10 });
    expect(JSON.stringify(wire.requests)).not.toContain('/blobs/');
    await store.input(id);
    expect(JSON.stringify(wire.requests)).toContain('/blobs/');
  });

  test("when steps run, their own documents are written and the job's never is, yet its revision grows", async () => {
    const { store, other, wire } = workplace();
    const { id, lease } = await claimed();
    const revisions = [(await other.get(id))?.revision];
    wire.requests.length = 0;
    for (const step of ['outline', 'script', 'audio']) {
      await store.startStep(lease, { step, run: 1 });
      revisions.push((await other.get(id))?.revision);
      await store.saveProgress(lease, { step, run: 1 }, { fraction: 0.5, usage: { calls: 1 } });
      revisions.push((await other.get(id))?.revision);
      await store.endStep(lease, { step, run: 1 }, completedWith('1'));
      revisions.push((await other.get(id))?.revision);
    }
    const written = writtenPaths(wire.requests);
    expect(written).toHaveLength(9);
    expect(new Set(written).size).toBe(3);
    for (const path of written) expect(path).toMatch(new RegExp(`^jobs/${id}/steps/[^/]+$`));
    expect(revisions).toEqual(Array.from({ length: 10 }, (_, index) => Number(revisions[0]) + index));
  });

  test('when a write to a step is repeated, nothing is written', async () => {
    const { store, wire } = workplace();
    const { lease } = await claimed();
    const writes = [
      () => store.startStep(lease, outline),
      () => store.saveProgress(lease, outline, { fraction: 0.5, usage: { calls: 1 } }),
      () => store.endStep(lease, outline, completedWith('1')),
    ];
    const written: number[] = [];
    for (const write of writes) {
      for (let times = 1; times <= 2; times += 1) {
        wire.requests.length = 0;
        await write();
        written.push(writtenPaths(wire.requests).length);
      }
    }
    expect(written).toEqual([1, 0, 1, 0, 1, 0]);
  });

  test('when a step is written after its job, the job was updated when the step was', async () => {
    const { store, clock } = workplace();
    const { id, lease } = await claimed();
    await clock.pass(2000);
    await store.startStep(lease, outline);
    const job = await store.get(id);
    expect(job?.updatedAt).toBe(Number(job?.createdAt) + 2000);
  });

  test('when a lease is renewed, nothing else of the job has changed', async () => {
    const { store, clock } = workplace();
    const { id, lease } = await claimed();
    const before = await store.get(id);
    await clock.pass(3000);
    await store.renew(lease, 10);
    expect(await store.get(id)).toEqual(before);
  });

  test('when a job of 520 steps with long texts and a key is deleted, no document is left', async () => {
    const { store, other, documents } = workplace();
    const idempotency = { key: 'key-1', bodyHash: 'body-1' };
    const { id, lease } = await claimed({ input: long, idempotency });
    const kept = (await store.create(buildNewJob({ idempotency: { key: 'key-2', bodyHash: 'body-2' } }))).job;
    const steps = Array.from({ length: 520 }, (_, index) => ({ step: `step ${index}`, run: 1 }));
    await Promise.all(steps.map((run) => store.startStep(lease, run)));
    expect(Object.keys(documents()).filter((path) => path.includes('/steps/'))).toHaveLength(520);
    await store.endStep(lease, { step: 'step 7', run: 1 }, completedWith(JSON.stringify(long)));
    await other.delete(id);
    expect(Object.keys(documents()).filter((path) => !path.includes('idempotency'))).toEqual([
      `jobs/${kept.id}`,
    ]);
    await other.delete(kept.id);
    expect(documents()).toEqual({});
  });

  test('when a deletion breaks off half-way, to delete the job again leaves nothing', async () => {
    const { store, wire, documents } = workplace();
    const { id, lease } = await claimed({ input: long });
    await store.startStep(lease, outline);
    let commits = 0;
    wire.faults.before = ({ method }) => {
      if (method === 'commit' && (commits += 1) === 2) throw Object.assign(new Error('No.'), { code: 7 });
    };
    await expect(store.delete(id)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await store.get(id)).toBeUndefined();
    expect(Object.keys(documents()).length).toBeGreaterThan(0);
    await store.delete(id);
    expect(documents()).toEqual({});
  });

  test('when a job is deleted, its idempotency key stands for nothing; when it was used again, it stays', async () => {
    const { store, clock } = workplace();
    const order = () => buildNewJob({ idempotency: { key: 'key-1', bodyHash: 'body-1' } });
    const first = (await store.create(order())).job;
    await store.delete(first.id);
    const second = await store.create(order());
    expect(second.isNew).toBe(true);
    await clock.pass(24 * 60 * 60 * 1000);
    const third = await store.create(order());
    await store.delete(second.job.id);
    expect(await store.create(order())).toMatchObject({ isNew: false, job: { id: third.job.id } });
  });

  test("when a job's document was deleted by another hand, its idempotency key stands for nothing", async () => {
    const { store, connect } = workplace();
    const first = buildNewJob({ idempotency: { key: 'key-1', bodyHash: 'body-1' } });
    await store.create(first);
    await connect().doc(`jobs/${first.id}`).delete();
    const second = buildNewJob({ idempotency: { key: 'key-1', bodyHash: 'body-2' } });
    expect(await store.create(second)).toMatchObject({ isNew: true, job: { id: second.id } });
  });

  test('when a key is stored, it is hashed and says when it may be cleared away', async () => {
    const { store, documents } = workplace();
    const { job } = await store.create(
      buildNewJob({ idempotency: { key: 'secret-key', bodyHash: 'body-1' } }),
    );
    const [keyDocument] = Object.entries(documents()).filter(([path]) => path.includes('idempotency'));
    expect(keyDocument?.[1]['expiresAt'].toMillis()).toBe(job.createdAt + 24 * 60 * 60 * 1000);
    expect(JSON.stringify(documents())).not.toContain('secret-key');
    expect(keyDocument?.[0]).not.toContain('secret-key');
  });

  test.each([
    ['input', { input: long }],
    ['request', { request: { title: long } }],
  ])(
    'when a job is not made because its key stands for another, its long %s is not kept',
    async (_, texts) => {
      const { store, documents } = workplace();
      await store.create(buildNewJob({ idempotency: { key: 'key-1', bodyHash: 'body-1' } }));
      const before = documents();
      const reused = buildNewJob({ ...texts, idempotency: { key: 'key-1', bodyHash: 'body-2' } });
      await expect(store.create(reused)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
      await store.create(buildNewJob({ ...texts, idempotency: { key: 'key-1', bodyHash: 'body-1' } }));
      expect(documents()).toEqual(before);
    },
  );

  test('when a long result comes from a worker that lost its lease, or twice, one copy at most is kept', async () => {
    const { store, other, clock, documents } = workplace();
    const { id, lease } = await claimed();
    await store.startStep(lease, outline);
    const blobs = () => Object.keys(documents()).filter((path) => path.startsWith('blobs/')).length;
    await store.endStep(lease, outline, completedWith(JSON.stringify('a'.repeat(40_000))));
    expect(blobs()).toBe(1);
    await store.endStep(lease, outline, completedWith(JSON.stringify('a'.repeat(40_000))));
    expect(blobs()).toBe(1);
    await store.startStep(lease, { step: 'script', run: 1 });
    await clock.pass(10_000);
    await other.claim(id, 'worker-2', 10);
    const late = store.endStep(lease, { step: 'script', run: 1 }, completedWith(JSON.stringify(long)));
    await expect(late).rejects.toMatchObject({ code: 'lease-lost' });
    expect(blobs()).toBe(1);
    expect(await store.stepResult(id, 'outline')).toBe(JSON.stringify('a'.repeat(40_000)));
  });
});

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 8;
  return Object.entries(value).reduce(
    (sum, [name, field]) => sum + Buffer.byteLength(name) + sizeOf(field),
    0,
  );
}
