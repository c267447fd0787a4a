import { describe, expect, test } from '@jest/globals';

import { StepFailed } from './job-context.ts';
import type { LedgerEntry } from './ledger.ts';
import type { StepDependencies } from './run-step.ts';
import { leaseOf } from './testing/job-store-contract/job-store-harness.ts';
import { failed, outline, runThrough } from './testing/job-store-contract/step-runs.ts';
import { eachStepRun } from './testing/open-step-run.ts';
import { ProviderError } from './testing/provider-error.ts';
import { settled } from './testing/settled.ts';
import type { StepSummary } from './step.ts';

describe('runStep', () => {
  const stepRun = eachStepRun();

  test('when a result is more than JSON can say, the recipe gets at once what a later run would find', async () => {
    const { step } = stepRun();
    const result = { at: new Date(Date.UTC(2026, 0, 1)), nothing: undefined };
    expect(await step(async (): Promise<unknown> => result)).toStrictEqual({
      at: '2026-01-01T00:00:00.000Z',
    });
  });

  test('when a step runs, it is in the ledger before and with its result when it is answered', async () => {
    const { memory, lease, step, stored, ledger } = stepRun();
    const during = Promise.withResolvers<[StepSummary, LedgerEntry[]]>();
    const startedAt = memory.clock.now();
    const result = await step(async () => {
      during.resolve([await stored(), await ledger()]);
      memory.clock.advance(5);
      return { title: 'Tides' };
    });
    expect(await during.promise).toMatchObject([
      { status: 'processing', progress: 0, startedAt },
      [{ step: 'outline', run: 1, outcome: 'running' }],
    ]);
    expect(result).toEqual({ title: 'Tides' });
    expect(await stored()).toEqual({
      ...{ name: 'outline', status: 'completed', progress: 1, attempt: 1, runs: 1, usage: {} },
      ...{ startedAt, finishedAt: startedAt + 5 },
    });
    expect(await ledger()).toMatchObject([{ run: 1, outcome: 'completed', finishedAt: startedAt + 5 }]);
    expect(await memory.store.stepResult(lease.jobId, 'outline')).toBe('{"title":"Tides"}');
  });

  test('when a step has completed before, its result is answered, it does not run and has no new entry', async () => {
    const { step, stored, ledger } = stepRun();
    let runs = 0;
    const run = async () => ({ run: (runs += 1) });
    await step(run);
    expect(await step(run, { stored: await stored() })).toEqual({ run: 1 });
    expect(runs).toBe(1);
    expect(await ledger()).toHaveLength(1);
  });

  test('when a step that returns nothing has completed before, it does not run again', async () => {
    const { step, stored } = stepRun();
    let runs = 0;
    const run = async (): Promise<void> => void (runs += 1);
    await step(run);
    await step(run, { stored: await stored() });
    expect(runs).toBe(1);
  });

  test('when a step completed and what it left is gone, it runs again', async () => {
    const { memory, step, stored, ledger } = stepRun();
    await step(async () => 'lost');
    const store = { ...memory.store, stepResult: async () => undefined };
    expect(await step(async () => 'ran', { store, stored: await stored() })).toBe('ran');
    expect(await ledger()).toMatchObject([{ run: 1 }, { run: 2, outcome: 'completed' }]);
  });

  test('when a step was left in the middle, it runs again as the next run', async () => {
    const { memory, lease, step, stored, ledger } = stepRun();
    await memory.store.startStep(lease, outline);
    expect(await step(async () => 'ran', { stored: await stored() })).toBe('ran');
    expect(await ledger()).toMatchObject([{ run: 1 }, { run: 2, outcome: 'completed' }]);
  });

  test('when a step failed earlier in this attempt, it fails the same way without running', async () => {
    const { step, stored, ledger } = stepRun();
    await expect(step(() => Promise.reject(new ProviderError()))).rejects.toThrow(StepFailed);
    let runs = 0;
    const again = step(async () => (runs += 1), { stored: await stored(), failureOf: 'output' });
    await expect(again).rejects.toMatchObject({
      ...{ name: 'StepFailed', step: 'outline', failure: { code: 'provider-busy' }, failureOf: 'output' },
    });
    expect(runs).toBe(0);
    expect(await ledger()).toHaveLength(1);
  });

  test('F12 when a step failed in an earlier attempt, it runs again', async () => {
    const { memory, lease, step, stored } = stepRun();
    await runThrough(memory.store, lease, outline, failed());
    const before = await stored();
    await memory.store.finish(lease, { status: 'failed', error: new ProviderError() });
    await memory.store.retry(lease.jobId);
    Object.assign(lease, leaseOf(await memory.store.claim(lease.jobId, lease.worker, 10)));
    expect(await step(async () => 'ran', { stored: before, attempt: 2 })).toBe('ran');
    expect(await stored()).toMatchObject({ status: 'completed', attempt: 2, runs: 2 });
  });

  test('when a step fails, its failure is stored and the error that caused it is reported', async () => {
    const { memory, errors, step, stored } = stepRun();
    const cause = new Error('key=secret');
    await expect(step(() => Promise.reject(cause))).rejects.toMatchObject({
      ...{ step: 'outline', failure: { code: 'internal-error' }, failureOf: 'job' },
    });
    expect(await stored()).toMatchObject({
      ...{ status: 'failed', finishedAt: memory.clock.now() },
      error: { code: 'internal-error', message: 'An unexpected error happened; see the log.' },
    });
    expect(errors).toEqual([cause]);
  });

  test('when a step throws at once, it fails like one whose promise is rejected', async () => {
    const { step, ledger } = stepRun();
    const run = step(() => {
      throw new ProviderError();
    });
    await expect(run).rejects.toMatchObject({ failure: { code: 'provider-busy' } });
    expect(await ledger()).toMatchObject([{ outcome: 'failed' }]);
  });

  test('when usage is told, also by runs that failed, each run keeps its own and the step the sum', async () => {
    const { memory, step, stored, ledger } = stepRun();
    let runs = 0;
    const run = step(
      async ({ use }) => {
        runs += 1;
        use({ calls: 1, tokens: 10 });
        use({ calls: runs });
        if (runs === 1) throw new ProviderError();
      },
      { retry: { attempts: 2 } },
    );
    await memory.clock.pass(1000);
    await run;
    expect((await ledger()).map(({ usage }) => usage)).toEqual([
      { calls: 2, tokens: 10 },
      { calls: 3, tokens: 10 },
    ]);
    expect((await stored()).usage).toEqual({ calls: 5, tokens: 20 });
  });

  test('when progress is told, it is stored with what was used so far', async () => {
    const { step, stored, ledger } = stepRun();
    const during = Promise.withResolvers<[StepSummary, LedgerEntry[]]>();
    await step(async ({ progress, use }) => {
      use({ calls: 1 });
      progress(0.5);
      await settled();
      during.resolve([await stored(), await ledger()]);
    });
    expect(await during.promise).toMatchObject([
      { progress: 0.5, usage: { calls: 1 } },
      [{ outcome: 'running', usage: { calls: 1 } }],
    ]);
    expect(await stored()).toMatchObject({ status: 'completed', progress: 1 });
  });

  test('when a run ends while its progress is being written, its end waits for that, and no more is written', async () => {
    const { memory, lease, step } = stepRun();
    const timers = memory.clock.timers;
    const goOn = Promise.withResolvers<void>();
    const writes: string[] = [];
    const store: StepDependencies['store'] = {
      ...memory.store,
      async saveProgress(...args) {
        await goOn.promise;
        await memory.store.saveProgress(...args);
        writes.push('progress');
      },
      async endStep(...args) {
        await memory.store.endStep(...args);
        writes.push('end');
      },
    };
    const run = step(
      async ({ progress }) => {
        progress(0.1);
        progress(0.2);
      },
      { store },
    );
    await settled();
    expect(await memory.store.stepResult(lease.jobId, 'outline')).toBeUndefined();
    goOn.resolve();
    await run;
    await memory.clock.pass(10_000);
    expect(writes).toEqual(['progress', 'end']);
    expect(memory.clock.timers).toBe(timers);
  });

  test('when a result is no JSON, the step fails', async () => {
    const { step, stored } = stepRun();
    await expect(step(async () => ({ amount: 1n }))).rejects.toThrow(StepFailed);
    expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'internal-error' } });
  });

  test('when a step runs several times and in another attempt, its idempotency key is the same', async () => {
    const { memory, lease, step, stored } = stepRun();
    const keys: string[] = [];
    const failing = ({ idempotencyKey }: { idempotencyKey: string }) => {
      keys.push(idempotencyKey);
      return Promise.reject(new ProviderError());
    };
    const outcome = expect(step(failing, { retry: { attempts: 2 } })).rejects.toThrow(StepFailed);
    await memory.clock.pass(1000);
    await outcome;
    await step(async ({ idempotencyKey }) => void keys.push(idempotencyKey), {
      ...{ stored: await stored(), attempt: 2 },
    });
    expect(keys).toEqual(Array(3).fill(`${lease.jobId}:outline`));
  });
});
