import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBudget } from '@la-factoria/content';
import {
  costOf,
  createGeminiTextModel,
  type ModelCall,
  type ModelPrices,
  withMetering,
} from '@la-factoria/content/models';
import { type GeminiServer, startGeminiServer } from '@la-factoria/content/testing/gemini-server';

import { readFixture } from '../fixture.ts';

const prices: ModelPrices = {
  inputUsdPerMillion: 1.5,
  cachedInputUsdPerMillion: 0.15,
  outputUsdPerMillion: 9,
};
const source = readFixture('force-notes');
const schema = {
  type: 'object',
  properties: { title: { type: 'string', description: '10–200 characters' } },
  required: ['title'],
};

function buildCall(overrides: Partial<ModelCall> = {}): ModelCall {
  return {
    purpose: 'one-pager',
    prompt: {
      rules: 'Write plainly.',
      shared: `[1] ${source}`,
      task: 'Material: one-pager\n\nWrite a title.',
    },
    schema,
    maxOutputTokens: 400,
    ...overrides,
  };
}

let server: GeminiServer;
let model: ReturnType<typeof withMetering>;

beforeEach(async () => {
  server = await startGeminiServer();
  model = withMetering(createGeminiTextModel({ apiKey: 'a-key-for-tests', baseUrl: server.baseUrl }), {
    prices,
  });
});

afterEach(() => server.close());

/** What the server says that it was asked for, in US dollars. */
const billed = () =>
  server.calls
    .flatMap(({ usage }) => usage ?? [])
    .map(({ promptTokenCount, cachedContentTokenCount = 0, candidatesTokenCount, thoughtsTokenCount = 0 }) =>
      costOf(prices, {
        inputTokens: promptTokenCount,
        cachedInputTokens: cachedContentTokenCount,
        outputTokens: candidatesTokenCount + thoughtsTokenCount,
      }),
    )
    .reduce((sum, cost) => sum + cost, 0);

/** What one call sets aside: asked for in a call that is made. */
async function reservationOf(call: ModelCall): Promise<number> {
  const budget = createBudget({ limitUsd: 1 });
  const asked: number[] = [];
  const watched = {
    get spentUsd() {
      return budget.spentUsd;
    },
    reserve(usd: number, signal?: AbortSignal) {
      asked.push(usd);
      return budget.reserve(usd, signal);
    },
  };
  await model.generate({ ...call, budget: watched });
  return asked[0] ?? 0;
}

const outcomes = (results: PromiseSettledResult<unknown>[]) => ({
  answered: results.filter(({ status }) => status === 'fulfilled').length,
  refused: results.filter(
    (result) => result.status === 'rejected' && result.reason.code === 'cost-limit-reached',
  ).length,
});

describe('a budget over calls to a model', () => {
  test('F19 when many jobs at once share one owner’s budget, what they spend never passes it', async () => {
    const limitUsd = 0.05;
    const owner = createBudget({ limitUsd });
    const jobs = Array.from({ length: 12 }, () => createBudget({ limitUsd: 0.04, parent: owner }));
    const calls = jobs.flatMap((budget) =>
      Array.from({ length: 8 }, () => model.generate(buildCall({ budget }))),
    );
    const results = await Promise.allSettled(calls);

    const { answered, refused } = outcomes(results);
    expect(answered + refused).toBe(96);
    expect(answered).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(5);
    expect(server.calls).toHaveLength(answered);
    expect(billed()).toBeLessThanOrEqual(limitUsd);
    expect(owner.spentUsd).toBeCloseTo(billed(), 6);
    expect(jobs.reduce((sum, { spentUsd }) => sum + spentUsd, 0)).toBeCloseTo(owner.spentUsd, 6);
  });

  test('F19 when more calls come at once than can be paid for together, they wait for each other’s change', async () => {
    const budget = createBudget({ limitUsd: 2.5 * (await reservationOf(buildCall())) });
    const before = server.calls.length;
    const slow = server.fail({ fault: 'slow', times: 2 });
    const written = Promise.allSettled([1, 2, 3, 4].map(() => model.generate(buildCall({ budget }))));
    await server.arrived(before + 2);
    expect(server.underWay).toBe(2);
    slow.release();

    expect(outcomes(await written)).toEqual({ answered: 4, refused: 0 });
    expect(server.calls.length - before).toBe(4);
  });

  test('when the next call would pass the limit, exactly those that fit have reached the model', async () => {
    const call = buildCall();
    const reservation = await reservationOf(call);
    const cost = billed();
    // Three calls, and the reservation of a fourth but for a thousandth of a cent.
    const budget = createBudget({ limitUsd: 3 * cost + reservation - 0.000_01 });
    const results: PromiseSettledResult<unknown>[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      // Each with a prompt of its own, of equal length, so that none is cheaper by the server's cache.
      const prompt = { ...call.prompt, rules: `${turn} plainly now.` };
      results.push(...(await Promise.allSettled([model.generate({ ...call, prompt, budget })])));
    }
    expect(outcomes(results)).toEqual({ answered: 3, refused: 3 });
    expect(server.calls).toHaveLength(1 + 3);
  });

  test.each(['overloaded', 'rate-limited', 'server-error', 'rejected'] as const)(
    'when a call fails unbilled (%s), the money is back for the next',
    async (fault) => {
      const budget = createBudget({ limitUsd: await reservationOf(buildCall()) });
      server.fail({ fault });
      await expect(model.generate(buildCall({ budget }))).rejects.toMatchObject({ mayBeBilled: false });
      expect(budget.spentUsd).toBe(0);
      await expect(model.generate(buildCall({ budget }))).resolves.toMatchObject({ finish: 'stop' });
    },
  );

  test('when the connection breaks in the answer, the most that it can cost is kept', async () => {
    const reservation = await reservationOf(buildCall());
    const budget = createBudget({ limitUsd: 1.5 * reservation });
    server.fail({ fault: 'reset-in-body' });
    await expect(model.generate(buildCall({ budget }))).rejects.toMatchObject({ mayBeBilled: true });
    expect(budget.spentUsd).toBeCloseTo(reservation, 6);
    await expect(model.generate(buildCall({ budget }))).rejects.toMatchObject({ code: 'cost-limit-reached' });
    expect(server.calls).toHaveLength(2);
  });

  test('when an answer is of no use, it is paid for and reported all the same', async () => {
    const budget = createBudget({ limitUsd: 1 });
    const reported: number[] = [];
    server.fail({ fault: 'cut-off' });
    const call = buildCall({ budget, onUsage: ({ costUsd }) => reported.push(costUsd) });
    await expect(model.generate(call)).resolves.toMatchObject({ finish: 'max-tokens' });
    expect(budget.spentUsd).toBeCloseTo(billed(), 9);
    expect(reported).toEqual([expect.closeTo(billed(), 9)]);
  });
});
