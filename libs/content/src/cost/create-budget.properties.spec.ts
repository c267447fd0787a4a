import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Budget, Reservation } from '../ports/budget.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { createBudget } from './create-budget.ts';

/** What happens to the budgets of two jobs of one owner: amounts are in tenths of a cent, so that sums are exact here. */
const events = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('reserve' as const),
      job: fc.constantFrom(0 as const, 1 as const),
      mills: fc.nat(400),
    }),
    fc.record({
      kind: fc.constant('settle' as const),
      call: fc.nat(30),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ kind: fc.constant('abort' as const), call: fc.nat(30) }),
  ),
  { minLength: 1, maxLength: 60 },
);

interface Call {
  job: 0 | 1;
  mills: number;
  controller: AbortController;
  state: 'waiting' | 'running' | 'ended';
  reservation?: Reservation;
}

const limits = { owner: 1000, job: 700 };

function setUp() {
  const owner = createBudget({ limitUsd: limits.owner / 1000 });
  const jobs: [Budget, Budget] = [
    createBudget({ limitUsd: limits.job / 1000, parent: owner }),
    createBudget({ limitUsd: limits.job / 1000, parent: owner }),
  ];
  const calls: Call[] = [];

  function reserve(job: 0 | 1, mills: number): void {
    const call: Call = { job, mills, controller: new AbortController(), state: 'waiting' };
    calls.push(call);
    jobs[job].reserve(mills / 1000, call.controller.signal).then(
      (reservation) => Object.assign(call, { state: 'running', reservation }),
      () => (call.state = 'ended'),
    );
  }

  function settle(call: Call | undefined, share: number): void {
    if (call?.state !== 'running') return;
    call.state = 'ended';
    call.reservation?.settle(Math.floor(call.mills * share) / 1000);
  }

  const running = (job?: number) =>
    calls
      .filter((call) => call.state === 'running' && (job === undefined || call.job === job))
      .reduce((sum, { mills }) => sum + mills, 0);
  const inMills = ({ spentUsd }: Budget) => Math.round(spentUsd * 1000);

  return {
    ...{ owner, jobs, calls, reserve, settle },
    /** Spent and reserved, in tenths of a cent. */
    taken: () => ({
      owner: inMills(owner) + running(),
      jobs: jobs.map((job, index) => inMills(job) + running(index)),
      sum: jobs.reduce((sum, job) => sum + inMills(job), 0) - inMills(owner),
    }),
  };
}

/** More turns than any chain of promises here is long. */
async function flush(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

describe('any number of calls in any order', () => {
  test('when calls are reserved, settled and aborted, no limit is ever passed, and in the end nobody waits and all is back', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const { owner, jobs, calls, reserve, settle, taken } = setUp();
        for (const event of happening) {
          if (event.kind === 'reserve') reserve(event.job, event.mills);
          if (event.kind === 'settle') settle(calls[event.call], event.share);
          if (event.kind === 'abort') calls[event.call]?.controller.abort();
          await flush();
          expect(taken().owner).toBeLessThanOrEqual(limits.owner);
          expect(Math.max(...taken().jobs)).toBeLessThanOrEqual(limits.job);
          expect(taken().sum).toBe(0);
        }
        for (let round = 0; round <= calls.length; round += 1) {
          for (const call of calls) settle(call, 0.5);
          await flush();
        }
        expect(calls.filter(({ state }) => state !== 'ended')).toEqual([]);
        const rest = Math.min(1 - owner.spentUsd, limits.job / 1000 - jobs[0].spentUsd);
        const last = watchPromise(jobs[0].reserve(Math.max(0, Math.floor(rest * 1000) / 1000)));
        await flush();
        expect(last.state).toBe('fulfilled');
      }),
      { numRuns: 150, seed: 20_261_122 },
    );
  });
});
