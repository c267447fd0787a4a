import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import { settled } from '../testing/settled.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { createBudget } from './create-budget.ts';

const refusal = { code: 'cost-limit-reached', isRetryable: false };

describe('createBudget', () => {
  // Summed as binary fractions, dollars fall short of 1, and billionths of a dollar exceed 0.67 and 2.07.
  test.each([1, 0.67, 2.07])(
    'when ten tenths of %s dollars are reserved and spent, all fit',
    async (limitUsd) => {
      const budget = createBudget({ limitUsd });
      const tenth = Number((limitUsd / 10).toFixed(3));
      for (let call = 0; call < 10; call += 1) (await budget.reserve(tenth)).settle(tenth);
      expect(budget.spentUsd).toBe(limitUsd);
      await expect(budget.reserve(0.000_000_001)).rejects.toMatchObject(refusal);
    },
  );

  test('when a call costs less than was reserved, the rest can be spent on others', async () => {
    const budget = createBudget({ limitUsd: 1 });
    const first = await budget.reserve(0.9);
    first.settle(0.2);
    await expect(budget.reserve(0.8)).resolves.toBeDefined();
    expect(budget.spentUsd).toBe(0.2);
  });

  test('when a call can’t fit whatever comes back, it is refused at once, with the amounts', async () => {
    const budget = createBudget({ limitUsd: 0.5, spentUsd: 0.48 });
    await budget.reserve(0.01);
    const error = await budget.reserve(0.0312).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(refusal);
    expect(error).toHaveProperty(
      'message',
      'The next call could cost up to $0.0312, which passes the limit of $0.500: $0.480 is spent.',
    );
  });

  test('when others may still give something back, a call waits for them, first come, first served', async () => {
    const budget = createBudget({ limitUsd: 1 });
    const running = await budget.reserve(0.8);
    const large = watchPromise(budget.reserve(0.7));
    const small = watchPromise(budget.reserve(0.1));
    await settled();
    expect([large.state, small.state]).toEqual(['pending', 'pending']);
    running.settle(0.1);
    await settled();
    expect([large.state, small.state]).toEqual(['fulfilled', 'fulfilled']);
  });

  test('when what others spent leaves no room for one that waits, it is refused and the next is served', async () => {
    const budget = createBudget({ limitUsd: 1 });
    const running = await budget.reserve(0.8);
    const large = watchPromise(budget.reserve(0.7));
    const small = watchPromise(budget.reserve(0.1));
    running.settle(0.8);
    await settled();
    expect(large.error).toMatchObject(refusal);
    expect(small.state).toBe('fulfilled');
  });

  test('when one that waits is aborted, it leaves the queue to the next', async () => {
    const budget = createBudget({ limitUsd: 1 });
    await budget.reserve(0.8);
    const controller = new AbortController();
    const large = watchPromise(budget.reserve(0.7, controller.signal));
    const small = watchPromise(budget.reserve(0.1));
    controller.abort();
    await settled();
    expect(large.error).toMatchObject({ code: 'writing-aborted' });
    expect(small.state).toBe('fulfilled');
  });

  test('when the signal is aborted before, nothing is reserved', async () => {
    const budget = createBudget({ limitUsd: 1 });
    await expect(budget.reserve(1, AbortSignal.abort())).rejects.toMatchObject({ code: 'writing-aborted' });
    await expect(budget.reserve(1)).resolves.toBeDefined();
  });

  test('when a reservation is settled twice, the second time changes nothing', async () => {
    const budget = createBudget({ limitUsd: 1 });
    const reservation = await budget.reserve(0.6);
    reservation.settle(0.5);
    reservation.settle(0);
    expect(budget.spentUsd).toBe(0.5);
    await budget.reserve(0.5);
    const more = watchPromise(budget.reserve(0.1));
    await settled();
    expect(more.state).toBe('pending');
  });

  test('when a call costs more than was reserved, it counts as what it cost', async () => {
    const budget = createBudget({ limitUsd: 1 });
    (await budget.reserve(0.1)).settle(1.2);
    expect(budget.spentUsd).toBe(1.2);
    await expect(budget.reserve(0.1)).rejects.toMatchObject(refusal);
  });

  test('when the limit is passed already, what is free is admitted all the same', async () => {
    const budget = createBudget({ limitUsd: 1, spentUsd: 2 });
    (await budget.reserve(0)).settle(0);
    expect(budget.spentUsd).toBe(2);
  });

  test.each([Number.NaN, -1, Infinity])('when %s is settled, the whole reservation is spent', async (usd) => {
    const budget = createBudget({ limitUsd: 1 });
    (await budget.reserve(0.25)).settle(usd);
    expect(budget.spentUsd).toBe(0.25);
  });

  test.each([Number.NaN, -1, Infinity])('when %s is to be reserved, it throws', async (usd) => {
    await expect(createBudget({ limitUsd: 1 }).reserve(usd)).rejects.toThrow(RangeError);
  });

  test('when a call is refused, the error is the library’s own', async () => {
    await expect(createBudget({ limitUsd: 0 }).reserve(1)).rejects.toBeInstanceOf(ContentError);
  });

  test.each([Number.NaN, -1])('when the limit is %s, it throws', (limitUsd) => {
    expect(() => createBudget({ limitUsd })).toThrow(RangeError);
  });

  test('when there is no limit, all is admitted and counted', async () => {
    const budget = createBudget({ limitUsd: Infinity });
    const reservations = [await budget.reserve(1e6), await budget.reserve(1e6)];
    for (const reservation of reservations) reservation.settle(3);
    expect(budget.spentUsd).toBe(6);
  });
});

describe('createBudget with a parent', () => {
  test('when the parent refuses, nothing stays reserved in either', async () => {
    const parent = createBudget({ limitUsd: 0.5 });
    const budget = createBudget({ limitUsd: 1, parent });
    await expect(budget.reserve(0.9)).rejects.toMatchObject(refusal);
    await expect(budget.reserve(0.5)).resolves.toBeDefined();
  });

  test('when the budget itself refuses, the parent is not asked', async () => {
    const parent = createBudget({ limitUsd: 1 });
    await expect(createBudget({ limitUsd: 0.5, parent }).reserve(0.6)).rejects.toMatchObject(refusal);
    await expect(parent.reserve(1)).resolves.toBeDefined();
  });

  test('when a call is settled, both have spent it', async () => {
    const parent = createBudget({ limitUsd: 1, spentUsd: 0.1 });
    const budget = createBudget({ limitUsd: 0.5, parent });
    (await budget.reserve(0.4)).settle(0.3);
    expect([budget.spentUsd, parent.spentUsd]).toEqual([0.3, 0.4]);
  });

  test('when it is aborted while it waits for the parent, both have their money back', async () => {
    const parent = createBudget({ limitUsd: 1 });
    const budget = createBudget({ limitUsd: 1, parent });
    const other = await parent.reserve(0.8);
    const controller = new AbortController();
    const waiting = watchPromise(budget.reserve(0.5, controller.signal));
    await settled();
    controller.abort();
    await settled();
    expect(waiting.error).toMatchObject({ code: 'writing-aborted' });
    other.settle(0);
    await expect(budget.reserve(1)).resolves.toBeDefined();
  });
});
