import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CallUsage, ContentError, createExtractiveWriter } from '@la-factoria/content';
import {
  createGeminiTextModel,
  createLimitedModel,
  type ProviderLimits,
  type TextModel,
  withDeadline,
  withMetering,
} from '@la-factoria/content/models';
import {
  buildModelCall,
  buildSource,
  createManualClock,
  type ManualClock,
} from '@la-factoria/content/testing';
import { type GeminiServer, startGeminiServer } from '@la-factoria/content/testing/gemini-server';

let server: GeminiServer;
let clock: ManualClock;

beforeEach(async () => {
  server = await startGeminiServer();
  clock = createManualClock(0);
});
afterEach(() => server.close());

/** Lets the network go on, whose time is the real one, until this is so. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

const prices = { inputUsdPerMillion: 1, cachedInputUsdPerMillion: 0.1, outputUsdPerMillion: 2 };

/** Gemini's adapter within its limits, and what went through it. */
function openModel(limits: ProviderLimits = {}) {
  /** When each request was sent, in seconds of the manual clock. */
  const sentAt: number[] = [];
  const usages: CallUsage[] = [];
  let open = 0;
  let ended = 0;
  const adapter = createGeminiTextModel({ apiKey: 'key-of-a-test', baseUrl: server.baseUrl });
  const observed: TextModel = {
    ...adapter,
    async generate(call) {
      sentAt.push(clock.now() / 1000);
      open += 1;
      try {
        return await adapter.generate(call);
      } finally {
        open -= 1;
        ended += 1;
      }
    },
  };
  const model = createLimitedModel(observed, {
    ...{ ...limits, clock, random: () => 0.5 },
    meter: (metered) => withMetering(metered, { prices }),
  });

  return {
    ...{ sentAt, usages, model },
    generate: (signal?: AbortSignal) =>
      model.generate(buildModelCall({ signal, onUsage: (usage) => usages.push(usage) })),
    /** Until so many requests have come to an end. */
    requestsEnded: (count: number) => until(() => ended >= count),
    /** Lets the clock's time pass whenever no request is under way, until all is done. */
    async passTimeUntilSettled<Result>(calls: Promise<Result>[]): Promise<PromiseSettledResult<Result>[]> {
      let isSettled = false;
      const all = Promise.allSettled(calls).finally(() => (isSettled = true));
      while (!isSettled) {
        await until(() => open === 0);
        await clock.pass(500);
      }
      return all;
    },
  };
}

describe('F10 429', () => {
  test('F10 when a 429 names 7 seconds in its header, the next request is sent after those and the jitter', async () => {
    server.fail({ fault: 'rate-limited', retryAfter: '7' });
    const { sentAt, generate, passTimeUntilSettled } = openModel();
    const calls = await passTimeUntilSettled([generate()]);
    expect(calls).toMatchObject([{ status: 'fulfilled', value: { finish: 'stop' } }]);
    expect(sentAt).toEqual([0, 7.5]);
    expect(server.calls).toHaveLength(2);
  });

  test('F10 when 429s name 58 seconds in their body, none of six calls sends anything before', async () => {
    server.fail({ fault: 'rate-limited', retryDelay: '58s', times: 2 });
    const { sentAt, generate, passTimeUntilSettled } = openModel({ pacing: { concurrency: 2 } });
    const calls = await passTimeUntilSettled(Array.from({ length: 6 }, () => generate()));
    expect(calls.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'fulfilled'));
    expect(sentAt.slice(0, 2)).toEqual([0, 0]);
    expect(Math.min(...sentAt.slice(2))).toBe(58);
    expect(server.calls).toHaveLength(8);
  });

  test('F10 when the delay of 58 seconds passes a deadline of 30, it fails at 30 with one request sent', async () => {
    server.fail({ fault: 'rate-limited', retryDelay: '58s' });
    const { model, requestsEnded } = openModel();
    const writer = withDeadline(writerOn(model), { clock, seconds: 30 });
    const failed = failureOf(writer.outline(buildSource(), {}));
    await requestsEnded(1);
    await clock.pass(30_000);
    expect(await failed).toMatchObject({ code: 'deadline-exceeded', isRetryable: true, at: 30 });
    expect(clock.timers).toBe(0);
    await clock.pass(60_000);
    expect(server.calls).toHaveLength(1);
  });
});

describe('F10 storm', () => {
  /** 200 calls, 20 at a time. */
  async function storm({ generate, passTimeUntilSettled }: ReturnType<typeof openModel>) {
    const ends: PromiseSettledResult<unknown>[] = [];
    for (let batch = 0; batch < 10; batch += 1) {
      ends.push(...(await passTimeUntilSettled(Array.from({ length: 20 }, () => generate()))));
    }
    return ends;
  }

  const allUnavailable = Array.from({ length: 200 }, () => ({
    ...{ status: 'rejected', reason: { code: 'provider-unavailable', isRetryable: true } },
  }));

  test('F10 when 200 calls meet nothing but 503, at most 220 requests arrive by the retry budget alone', async () => {
    server.fail({ fault: 'overloaded', times: Number.POSITIVE_INFINITY });
    const opened = openModel({ pacing: { concurrency: 20 }, breaker: { faults: 1000 } });
    expect(await storm(opened)).toMatchObject(allUnavailable);
    expect(server.calls.length).toBeGreaterThan(200);
    expect(server.calls.length).toBeLessThanOrEqual(220);
  });

  test('F10 when calls are suspended too, a fraction of the requests arrives, and calls succeed once it is over', async () => {
    const overload = server.fail({ fault: 'overloaded', times: Number.POSITIVE_INFINITY });
    const opened = openModel();
    expect(await storm(opened)).toMatchObject(allUnavailable);
    expect(server.calls.length).toBeLessThan(60);
    overload.stop();
    await clock.pass(60_000);
    await expect(opened.generate()).resolves.toMatchObject({ finish: 'stop' });
  });
});

describe('F10 broken connections', () => {
  test('F10 when the provider hangs, the call ends after 120 seconds and the connection is given up', async () => {
    server.fail({ fault: 'hang' });
    const { usages, generate } = openModel({ retries: { attempts: 1 } });
    const failed = failureOf(generate());
    await server.arrived(1);
    await clock.pass(119_999);
    expect(server.calls[0]?.status).toBeUndefined();
    await clock.pass(1);
    expect(await failed).toMatchObject({
      code: 'provider-timeout',
      isRetryable: true,
      mayBeBilled: true,
      at: 120,
    });
    await until(() => server.calls[0]?.status === 'left');
    expect(usages).toHaveLength(1);
  });

  test('F10 when the provider hangs past the deadline, it fails then and the connection is given up', async () => {
    server.fail({ fault: 'hang' });
    const { model } = openModel();
    const writer = withDeadline(writerOn(model), { clock, seconds: 30 });
    const failed = failureOf(writer.outline(buildSource(), {}));
    await server.arrived(1);
    await clock.pass(30_000);
    expect(await failed).toMatchObject({ code: 'deadline-exceeded', at: 30 });
    await until(() => server.calls[0]?.status === 'left');
    expect(server.calls).toHaveLength(1);
  });

  test('F10 when the connection breaks in the body, the call is made again, and both are paid for', async () => {
    server.fail({ fault: 'reset-in-body' });
    const { usages, generate, passTimeUntilSettled } = openModel();
    const calls = await passTimeUntilSettled([generate()]);
    expect(calls).toMatchObject([{ status: 'fulfilled', value: { finish: 'stop' } }]);
    expect(server.calls.map(({ status }) => status)).toEqual(['reset', 200]);
    expect(usages).toHaveLength(2);
  });

  test('F10 when the connection breaks before the answer, the call is made again, and one is paid for', async () => {
    server.fail({ fault: 'reset' });
    const { usages, generate, passTimeUntilSettled } = openModel();
    expect(await passTimeUntilSettled([generate()])).toMatchObject([{ status: 'fulfilled' }]);
    expect(server.calls.map(({ status }) => status)).toEqual(['reset', 200]);
    expect(usages).toHaveLength(1);
  });
});

describe('pacing', () => {
  test('when 20 calls come at once and three may be under way, there are never more at the provider', async () => {
    const slow = server.fail({ fault: 'slow', times: 20 });
    const { sentAt, generate } = openModel({ pacing: { concurrency: 3 } });
    const calls = Promise.all(Array.from({ length: 20 }, () => generate()));
    await server.arrived(3);
    expect(sentAt).toHaveLength(3);
    slow.release();
    await calls;
    expect(server.calls).toHaveLength(20);
    expect(server.maxConcurrent).toBe(3);
  });

  test('when two requests a minute are allowed, five are sent in three minutes', async () => {
    const { sentAt, generate, passTimeUntilSettled } = openModel({ pacing: { requestsPerMinute: 2 } });
    await passTimeUntilSettled(Array.from({ length: 5 }, () => generate()));
    expect(sentAt).toEqual([0, 0, 61, 61, 122]);
    expect(server.calls).toHaveLength(5);
  });

  test('when an answer used less than was estimated, the next request is sent in the same minute', async () => {
    const pacing = { tokensPerMinute: 1000, estimateTokens: () => 600 };
    const { sentAt, generate } = openModel({ pacing });
    await Promise.all([generate(), generate()]);
    expect(sentAt).toEqual([0, 0]);
    expect(server.maxConcurrent).toBe(1);
  });
});

/** A writer whose outline takes one call. */
const writerOn = (model: TextModel) => ({
  ...createExtractiveWriter(),
  async outline(_source: unknown, { signal }: { signal?: AbortSignal | undefined }): Promise<never> {
    await model.generate(buildModelCall({ signal }));
    throw new Error('The call was to fail.');
  },
});

/** What a promise is rejected with, and when, in seconds of the manual clock. */
async function failureOf(promise: Promise<unknown>): Promise<object> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ContentError))
    throw new Error('It was to fail with an error of ours.', { cause: error });
  const { code, isRetryable, mayBeBilled } = error;
  return { code, isRetryable, mayBeBilled, at: clock.now() / 1000 };
}
