import { describe, expect, test } from '@jest/globals';

import { StepFailed } from './job-context.ts';
import { quotaExceeded } from './testing/job-store-contract/job-store-harness.ts';
import { completed, eachJobRun } from './testing/open-job-run.ts';
import { ProviderError } from './testing/provider-error.ts';
import { settled } from './testing/settled.ts';

describe('runJob, to its outcome', () => {
  const jobRun = eachJobRun();
  const failing = () => Promise.reject(Object.assign(new Error('No calls are left today.'), quotaExceeded));

  test('when a recipe says nothing and no step failed, the job is completed', async () => {
    const { run, stored } = jobRun();
    await run(async ({ step }) => {
      await step('outline', async () => 1);
    });
    expect(await stored()).toMatchObject({ status: 'completed', steps: [{ name: 'outline' }] });
  });

  test('when a recipe says that it ended partly, so does the job', async () => {
    const { run, stored } = jobRun();
    await run(async () => ({ status: 'partial', error: quotaExceeded }));
    expect(await stored()).toMatchObject({ status: 'partial', error: quotaExceeded });
  });

  test('when a step fails and the recipe lets it, the job fails with the failure of the step', async () => {
    const { errors, run, stored } = jobRun();
    const delivery = await run(async ({ step }) => {
      await step('outline', failing);
      return completed;
    });
    expect(delivery).toEqual({ outcome: 'done' });
    expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
    expect(errors).toMatchObject([{ error: quotaExceeded, step: 'outline' }]);
  });

  test('F12 when an output fails and the recipe lets that end it, the job is partial by what another step brought', async () => {
    const { run, stored } = jobRun();
    await run(async ({ step }) => {
      await step('outline', async () => 1);
      await step('cards', failing, { failureOf: 'output' });
    });
    expect(await stored()).toMatchObject({ status: 'partial', error: quotaExceeded });
  });

  test('F12 when a step fails that only brings an output, the job is partial, and the failure is its own', async () => {
    const { run, stored } = jobRun();
    await run(async ({ step }) => {
      await Promise.allSettled([
        step('faqs', failing, { failureOf: 'output' }),
        step('script', async () => 'a script', { failureOf: 'output' }),
      ]);
    });
    expect(await stored()).toMatchObject({ status: 'partial', error: quotaExceeded });
  });

  test('F12 when every output fails, the job has failed', async () => {
    const { run, stored } = jobRun();
    await run(async ({ step }) => {
      await Promise.allSettled(
        ['faqs', 'script'].map((name) => step(name, failing, { failureOf: 'output' })),
      );
      return completed;
    });
    expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
  });

  test('when a recipe passes over the failure of a step that the job needs, the job fails all the same', async () => {
    const { run, stored } = jobRun();
    await run(async ({ step }) => {
      await step('script', async () => 'a script');
      await step('outline', failing).catch(() => undefined);
      return completed;
    });
    expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
  });

  test('when a recipe puts a failure of its own in the place of a step, the job fails with that', async () => {
    const { run, stored } = jobRun();
    const error = { code: 'no-outline', message: 'There was no outline.', isRetryable: false };
    await run(async ({ step }) => {
      const failure = await step('outline', failing).catch((reason: unknown) => reason);
      return failure instanceof StepFailed ? { status: 'failed', error } : completed;
    });
    expect(await stored()).toMatchObject({ status: 'failed', error });
  });

  test('when a step could not even begin and the recipe passes over it, the job is not completed', async () => {
    const { errors, run, stored } = jobRun();
    await run(async ({ step }) => {
      await step('script', async () => 'a script');
      await step('faqs', async () => 1, { retry: { attempts: 0 } }).catch(() => undefined);
      return completed;
    });
    expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'internal-error' } });
    expect(errors).toMatchObject([{ error: { name: 'RangeError' } }]);
  });

  test('when one of two steps side by side fails, the job ends after the other, whose result is kept', async () => {
    const { memory, id, run, stored } = jobRun();
    const other = Promise.withResolvers<string>();
    const delivered = run(async ({ step }) => {
      await Promise.all([step('faqs', failing), step('script', () => other.promise)]);
      return completed;
    });
    await settled();
    expect(await stored()).toMatchObject({ status: 'processing' });
    other.resolve('paid');
    expect(await delivered).toEqual({ outcome: 'done' });
    expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
    expect(await memory.store.stepResult(id, 'script')).toBe('"paid"');
  });

  test('when a branch of the recipe goes on after another has failed, its next step is waited for too', async () => {
    const { memory, id, run } = jobRun();
    const first = Promise.withResolvers<void>();
    const delivered = run(async ({ step }) => {
      const branch = async () => {
        await step('script', () => first.promise);
        await step('audio', async () => 'paid');
      };
      await Promise.all([step('faqs', failing), branch()]);
    });
    await settled();
    first.resolve();
    expect(await delivered).toEqual({ outcome: 'done' });
    expect(await memory.store.stepResult(id, 'audio')).toBe('"paid"');
  });

  test('when a recipe does not wait for a step and it fails, the job fails', async () => {
    const { run, stored } = jobRun();
    await run(async ({ step }) => {
      void step('outline', failing);
    });
    expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
  });

  test('when a step fails long before the recipe looks at it, nobody calls that an unhandled rejection', async () => {
    const { run, stored } = jobRun();
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', listener);
    await run(async ({ step }) => {
      const outline = step('outline', failing);
      await settled();
      await outline;
    });
    process.off('unhandledRejection', listener);
    expect(unhandled).toEqual([]);
    expect(await stored()).toMatchObject({ status: 'failed', error: quotaExceeded });
  });

  test('when a recipe throws, what its steps did stays, and the job fails', async () => {
    const { memory, id, run, stored } = jobRun();
    await run(async ({ step }) => {
      await step('outline', async () => 'paid');
      throw new ProviderError();
    });
    expect(await stored()).toMatchObject({ status: 'failed', error: { code: 'provider-busy' } });
    expect(await memory.store.stepResult(id, 'outline')).toBe('"paid"');
  });

  test('when a step of a recipe may run again, it does so within the job', async () => {
    const { memory, run, stored } = jobRun();
    let runs = 0;
    const flaky = async () => {
      runs += 1;
      if (runs < 3) throw new ProviderError();
      return 'paid';
    };
    const delivered = run(
      async ({ step }) => void (await step('outline', flaky, { retry: { baseSeconds: 4 } })),
    );
    await memory.clock.pass(5999);
    expect(runs).toBe(2);
    await memory.clock.pass(1);
    expect(await delivered).toEqual({ outcome: 'done' });
    expect(await stored()).toMatchObject({ status: 'completed', steps: [{ runs: 3 }] });
  });
});
