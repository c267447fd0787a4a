import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorker, JobError, type Recipe, retryJob } from '@la-factoria/job';
import { buildNewJob, type MemoryStore, openMemoryStore, type TestRequest } from '@la-factoria/job/testing';

const outputs = ['study-guide', 'one-pager', 'reading-material', 'faqs', 'flashcards', 'questions', 'script'];

/** A provider's refusal that a later attempt may overcome. */
const refusal = () =>
  Object.assign(new Error('No calls are left today.'), { code: 'quota', isRetryable: true });

describe('a job of which a part fails', () => {
  let memory: MemoryStore;
  let calls: string[];
  let failing: Set<string>;

  beforeEach(() => {
    memory = openMemoryStore();
    calls = [];
    failing = new Set();
  });

  afterEach(() => memory.close());

  /** An outline, then seven outputs side by side. Each run is a call at a provider. */
  const recipe: Recipe<TestRequest> = async ({ step }) => {
    const call = (name: string) => async () => {
      calls.push(name);
      if (failing.has(name)) throw refusal();
      return `the ${name}`;
    };
    await step('outline', call('outline'));
    await Promise.allSettled(
      outputs.map((name) =>
        step(name, call(name), { failureOf: 'output', retry: { attempts: 2, baseSeconds: 0 } }),
      ),
    );
  };

  const queue = { enqueue: async () => {} };

  function deliver(id: string) {
    const { store, clock } = memory;
    const worker = { worker: 'worker-1', leaseSeconds: 10, onError: () => {} };
    const delivered = createWorker<TestRequest>({ store, recipe, clock, queue, ...worker }).deliver(id);
    // The delay before a step's second run.
    void memory.clock.pass(1000);
    return delivered;
  }

  test('F12 when one of seven outputs fails for good, the job is partial, and a retry buys only that one', async () => {
    const { id } = (await memory.store.create(buildNewJob())).job;
    failing.add('faqs');
    await deliver(id);
    expect(await memory.store.get(id)).toMatchObject({ status: 'partial', error: { code: 'quota' } });
    expect([...calls].sort()).toEqual(['faqs', 'outline', ...outputs].sort());

    calls = [];
    failing.clear();
    const submission = { store: memory.store, clock: memory.clock, queue };
    expect(await retryJob(submission, id)).toMatchObject({ status: 'pending', attempt: 2 });
    await deliver(id);
    expect(calls).toEqual(['faqs']);
    expect(await memory.store.get(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(await memory.store.stepResult(id, 'faqs')).toBe('"the faqs"');
    const runs = (await memory.store.ledger(id)).filter(({ step }) => step === 'faqs');
    expect(runs.map(({ run, attempt, outcome }) => [run, attempt, outcome])).toEqual([
      [1, 1, 'failed'],
      [2, 1, 'failed'],
      [3, 2, 'completed'],
    ]);
  });

  test('when what all depends on fails, the job has failed and nothing else was bought', async () => {
    const { id } = (await memory.store.create(buildNewJob())).job;
    failing.add('outline');
    await deliver(id);
    expect(await memory.store.get(id)).toMatchObject({ status: 'failed', error: { code: 'quota' } });
    expect(calls).toEqual(['outline']);
  });

  test('when a completed job is retried, that is refused', async () => {
    const { id } = (await memory.store.create(buildNewJob())).job;
    await deliver(id);
    const submission = { store: memory.store, clock: memory.clock, queue };
    await expect(retryJob(submission, id)).rejects.toBeInstanceOf(JobError);
    await expect(retryJob(submission, id)).rejects.toMatchObject({ code: 'job-not-retryable' });
  });
});
