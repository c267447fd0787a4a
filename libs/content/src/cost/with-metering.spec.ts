import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import type { CallUsage, ModelAnswer, ModelCall, TokenUsage } from '../ports/text-model.ts';
import { buildModelAnswer, buildModelCall, createFakeTextModel } from '../testing/fake-text-model.ts';
import { settled } from '../testing/settled.ts';
import { watchPromise } from '../testing/watch-promise.ts';
import { costOf } from './cost-of.ts';
import { createBudget } from './create-budget.ts';
import type { ModelPrices } from './model-prices.ts';
import { mostUsageOf } from './most-usage-of.ts';
import { withMetering } from './with-metering.ts';

const prices: ModelPrices = {
  inputUsdPerMillion: 100,
  cachedInputUsdPerMillion: 10,
  outputUsdPerMillion: 1000,
};
const usage: TokenUsage = { inputTokens: 40, cachedInputTokens: 30, outputTokens: 25, thinkingTokens: 5 };
const mostOf = (call: ModelCall) => costOf(prices, mostUsageOf(call));

function setUp(generate: (call: ModelCall) => ModelAnswer | Promise<ModelAnswer>, limitUsd = 10) {
  const budget = createBudget({ limitUsd });
  const reported: CallUsage[] = [];
  const adapter = createFakeTextModel({ generate, model: 'fake-2' });
  const call = buildModelCall({ budget, onUsage: (used) => reported.push(used) });
  return { budget, reported, adapter, call, model: withMetering(adapter, { prices }) };
}

const answering = () => buildModelAnswer({ usage });
const failing = (mayBeBilled: boolean) => () => {
  throw new ContentError('provider-timeout', 'It took too long.', { mayBeBilled });
};

describe('withMetering', () => {
  test('when a call is answered, the budget has spent what its tokens cost', async () => {
    const { model, call, budget } = setUp(answering);
    await expect(model.generate(call)).resolves.toEqual(answering());
    expect(budget.spentUsd).toBeCloseTo((10 * 100 + 30 * 10 + 25 * 1000) / 1e6, 12);
  });

  test('when a call is answered, its usage is reported with what it cost', async () => {
    const { model, call, reported } = setUp(answering);
    await model.generate(call);
    const { rules, shared, task } = call.prompt;
    const before = rules.length + shared.length;
    expect(reported).toEqual([
      {
        purpose: 'one-pager',
        model: 'fake-2',
        ...usage,
        costUsd: costOf(prices, usage),
        sharedPrefixShare: before / (before + task.length),
      },
    ]);
  });

  test('when there is a budget, the answer may be twice as long as a good one, and no more is set aside', async () => {
    const { model, adapter, call, budget } = setUp(answering);
    const asked: number[] = [];
    const watched = {
      ...budget,
      reserve: (usd: number) => {
        asked.push(usd);
        return budget.reserve(usd);
      },
    };
    await model.generate({ ...call, budget: watched, maxOutputTokens: 1000, likelyOutputTokens: 200 });
    await model.generate({ ...call, budget: watched, maxOutputTokens: 300, likelyOutputTokens: 200 });
    await model.generate({ ...call, budget: watched, maxOutputTokens: 500 });
    expect(adapter.calls.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([400, 300, 500]);
    expect(asked).toEqual([400, 300, 500].map((maxOutputTokens) => mostOf({ ...call, maxOutputTokens })));
  });

  test('when there is no budget, the answer may be as long as its schema allows', async () => {
    const { adapter, call } = setUp(answering);
    const model = withMetering(adapter, { prices });
    await model.generate({ ...call, budget: undefined, maxOutputTokens: 1000, likelyOutputTokens: 200 });
    expect(adapter.calls.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([1000]);
  });

  test('when a prompt has no text at all, none of it is shared', async () => {
    const { model, call, reported } = setUp(answering);
    await model.generate({ ...call, prompt: { rules: '', shared: '', task: '' } });
    expect(reported[0]?.sharedPrefixShare).toBe(0);
  });

  test('when a call is under way, the most that it can cost is set aside', async () => {
    const { promise, resolve } = Promise.withResolvers<ModelAnswer>();
    const { model, call, budget } = setUp(() => promise, 1);
    const small = { ...call, maxOutputTokens: 500 };
    const written = model.generate(small);
    const rest = 1 - mostOf(small);
    const more = watchPromise(budget.reserve(rest + 1e-6));
    await settled();
    expect(more.state).toBe('pending');
    resolve(answering());
    await written;
    await settled();
    expect(more.state).toBe('fulfilled');
  });

  test('when an answer is as long as it may be, it costs no more than was set aside', async () => {
    const { model, call, budget } = setUp((asked) =>
      buildModelAnswer({ usage: { ...mostUsageOf(asked), outputTokens: asked.maxOutputTokens } }),
    );
    await model.generate(call);
    expect(budget.spentUsd).toBeLessThanOrEqual(mostOf(call));
  });

  test('when the budget can’t bear the call, the model is not asked', async () => {
    const { model, call, adapter, reported } = setUp(answering, 0.5);
    await expect(model.generate(call)).rejects.toMatchObject({ code: 'cost-limit-reached' });
    expect(adapter.calls).toEqual([]);
    expect(reported).toEqual([]);
  });

  test('when the writing is aborted while the call waits for money, the model is not asked', async () => {
    const { model, call, budget, adapter } = setUp(answering, 1.2);
    await budget.reserve(1);
    const controller = new AbortController();
    const waiting = watchPromise(model.generate({ ...call, signal: controller.signal }));
    controller.abort();
    await settled();
    expect(waiting.error).toMatchObject({ code: 'writing-aborted' });
    expect(adapter.calls).toEqual([]);
  });

  test('when a call fails unbilled, all of its money is back and nothing is reported', async () => {
    const { model, call, budget, reported } = setUp(failing(false));
    await expect(model.generate(call)).rejects.toMatchObject({ code: 'provider-timeout' });
    expect(budget.spentUsd).toBe(0);
    expect(reported).toEqual([]);
    await expect(budget.reserve(10)).resolves.toBeDefined();
  });

  test('when a call fails that may be billed, the most that it can cost is kept and reported', async () => {
    const { model, call, budget, reported } = setUp(failing(true));
    await expect(model.generate(call)).rejects.toMatchObject({ code: 'provider-timeout' });
    expect(budget.spentUsd).toBeCloseTo(mostOf(call), 9);
    expect(reported.map(({ costUsd }) => costUsd)).toEqual([mostOf(call)]);
  });

  test('when a call fails by a fault of the program, its money is back', async () => {
    const { model, call, budget } = setUp(() => {
      throw new TypeError('A bug.');
    });
    await expect(model.generate(call)).rejects.toThrow('A bug.');
    expect(budget.spentUsd).toBe(0);
    await expect(budget.reserve(10)).resolves.toBeDefined();
  });

  test('when the listener throws, neither the answer nor the settlement is lost', async () => {
    const { model, call, budget } = setUp(answering);
    const onUsage = () => {
      throw new Error('The listener is broken.');
    };
    await expect(model.generate({ ...call, onUsage })).resolves.toEqual(answering());
    expect(budget.spentUsd).toBeCloseTo(costOf(prices, usage), 12);
  });

  test('when there is no budget, the call is made and reported', async () => {
    const { model, call, reported } = setUp(answering);
    await model.generate({ ...call, budget: undefined });
    expect(reported).toHaveLength(1);
  });

  test('when the call goes on to the model, it goes as it is', async () => {
    const { model, call, adapter } = setUp(answering);
    await model.generate(call);
    expect(adapter.calls).toEqual([call]);
  });
});

describe('mostUsageOf', () => {
  const call = buildModelCall({ maxOutputTokens: 700 });
  const grown = (prompt: Partial<ModelCall['prompt']>) =>
    mostUsageOf({ ...call, prompt: { ...call.prompt, ...prompt } }).inputTokens;

  test.each(['rules', 'shared', 'task'] as const)(
    'when the %s are longer, more input is set aside',
    (part) => {
      const longer = { [part]: `${call.prompt[part]} ${'photosynthesis '.repeat(100)}` };
      expect(grown(longer) - grown({})).toBeGreaterThanOrEqual(100);
    },
  );

  test('when the schema is longer, more input is set aside', () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } } };
    expect(mostUsageOf({ ...call, schema }).inputTokens).toBeGreaterThan(mostUsageOf(call).inputTokens + 10);
  });

  test('when there is nothing to read, the marks of turns and roles are set aside', () => {
    const empty = { prompt: { rules: '', shared: '', task: '' }, schema: {}, maxOutputTokens: 1 };
    expect(mostUsageOf(empty).inputTokens).toBeGreaterThan(10);
  });

  test('when an answer may have so many tokens, all of them are set aside and none of the input is taken for cached', () => {
    expect(mostUsageOf(call)).toMatchObject({ outputTokens: 700, cachedInputTokens: 0 });
  });
});
