import { describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../build-new-job.ts';
import { claimedJob, eachWithItsOwn, type MakeJobStore } from './job-store-harness.ts';
import { completedWith, outline, runThrough } from './step-runs.ts';

const mebibyte = 2 ** 20;
/** Names that a path, a field name or a key made of them could take for something else. */
const oddNames = [
  ...['a', 'a/b', 'a%2Fb', '/', '.', '..', '__outline__', '__proto__', 'constructor', 'materials.faqs'],
  ...[
    'Outline',
    'outline',
    'outline ',
    "it's",
    '`*~[]"\\',
    'a:b',
    'a#b?',
    '🌊',
    'e\u0301',
    '\u00e9',
    'n'.repeat(300),
  ],
];

export function testOddAndLargeValues(makeStore: MakeJobStore): void {
  describe('odd and large values', () => {
    const harness = eachWithItsOwn(makeStore);

    test('when an input has four mebibytes, it comes back as it was, and lists do without it', async () => {
      const { store, other } = harness();
      const order = buildNewJob({ input: 'The sea. 🌊\n'.repeat(4 * mebibyte).slice(0, 4 * mebibyte) });
      const { job } = await store.create(order);
      const read = await other.input(order.id);
      expect(read?.length).toBe(4 * mebibyte);
      expect(read === order.input).toBe(true);
      expect((await store.list({ owner: 'ann', limit: 10 })).jobs).toEqual([job]);
    });

    test('when a result has two mebibytes, it comes back as it was', async () => {
      const { store, other } = harness();
      const { id, lease } = await claimedJob(store);
      const result = JSON.stringify('ab🌊'.repeat(mebibyte / 2));
      await runThrough(store, lease, outline, completedWith(result));
      const read = await other.stepResult(id, outline.step);
      expect(read?.length).toBe(2 * mebibyte + 2);
      expect(read === result).toBe(true);
    });

    test('when twenty results of a job are large, each comes back', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      const results = Array.from({ length: 20 }, (_, index) => JSON.stringify(`${index}`.repeat(100_000)));
      await Promise.all(
        results.map((result, index) =>
          runThrough(store, lease, { step: `${index}`, run: 1 }, completedWith(result)),
        ),
      );
      const read = await Promise.all(results.map((_, index) => store.stepResult(id, `${index}`)));
      expect(read.map((result, index) => result === results[index])).toEqual(results.map(() => true));
      expect(read).toHaveLength(20);
    });

    test('when an input is empty, it is there all the same', async () => {
      const { store } = harness();
      const order = buildNewJob({ input: '' });
      await store.create(order);
      expect(await store.input(order.id)).toBe('');
    });

    test('when steps have odd names, each is a step of its own', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      for (const [index, step] of oddNames.entries()) {
        await runThrough(store, lease, { step, run: 1 }, completedWith(`${index}`));
      }
      const results = await Promise.all(oddNames.map((name) => store.stepResult(id, name)));
      expect(results).toEqual(oddNames.map((_, index) => `${index}`));
      const summaries = (await store.get(id))?.steps.map(({ name }) => name) ?? [];
      expect([...summaries].sort()).toEqual([...oddNames].sort());
      const entries = (await store.ledger(id)).map(({ step }) => step);
      expect([...entries].sort()).toEqual([...oddNames].sort());
    });

    test('when what was used has odd names, each is counted by its own', async () => {
      const { store } = harness();
      const { id, lease } = await claimedJob(store);
      const usage = { 'tokens.input': 3, 'a/b': 1, '🌊': 2, __x__: 4, '': 5, 'two words': 0.5 };
      await store.startStep(lease, outline);
      await store.saveProgress(lease, outline, { fraction: 0.5, usage });
      expect(await store.get(id)).toMatchObject({ steps: [{ usage }] });
      await store.endStep(lease, outline, completedWith('1', usage));
      expect(await store.ledger(id)).toMatchObject([{ usage }]);
    });

    test('F02 when owners and keys are odd, each pair stands for one job and no other', async () => {
      const { store } = harness();
      const pairs = oddNames.map((key) => ['ann', key]);
      pairs.push(['ann:a', 'b'], ['ann/a', 'b'], ['ann', 'a/b/c'], ['', 'a'], ['..', 'a'], ['__x__', 'a']);
      const withPair = ([owner, key]: string[]) =>
        buildNewJob({ owner: String(owner), idempotency: { key: String(key), bodyHash: `${owner} ${key}` } });
      const created = [];
      for (const pair of pairs) created.push(await store.create(withPair(pair)));
      expect(created.filter(({ isNew }) => !isNew)).toEqual([]);
      const again = [];
      for (const pair of pairs) again.push(await store.create(withPair(pair)));
      expect(again).toEqual(created.map(({ job }) => ({ job, isNew: false })));
    });

    test('when a request holds nested JSON of every kind, it comes back as it was', async () => {
      const { store } = harness();
      const request = {
        ...{ title: 'Tides', nothing: null, yes: true, amount: 0.1, empty: {}, none: [], 'a.b/c': 'd' },
        ...{ nested: [[1, [2, []]], [{ deep: [[null]] }]], __name__: 'x', long: 'x'.repeat(50_000) },
      };
      const order = buildNewJob({ request });
      await store.create(order);
      expect((await store.get(order.id))?.request).toEqual(request);
    });
  });
}
