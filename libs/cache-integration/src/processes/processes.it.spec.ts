import { describeWithRedis } from '@la-factoria/cache/testing';
import { type RedisServer, startRedisServer } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

import { type Caller, startCaller } from './start-caller.ts';

const leaseSeconds = 2;
const callers = 100;

describeWithRedis('100 callers in each of four processes', () => {
  let redis: RedisServer;
  let processes: Caller[] = [];

  beforeAll(async () => {
    const server = await startRedisServer();
    if (server === undefined) throw new Error('redis-server did not start');
    redis = server;
  });
  afterAll(() => redis.stop());
  afterEach(async () => {
    await Promise.all(processes.map((caller) => caller.kill()));
  });

  /** Starts all four, lets them call, and resolves with the one that computes once there is one. */
  async function callFromFour(key: string): Promise<{ holder: Caller; others: Caller[] }> {
    const settings = { url: redis.url, key, callers, leaseSeconds };
    processes = Array.from({ length: 4 }, () => startCaller(settings));
    await Promise.all(processes.map((caller) => caller.news('ready')));
    for (const caller of processes) caller.order('call');
    await Promise.all(processes.map((caller) => caller.news('called')));
    const holder = await firstToCompute(processes);
    return { holder, others: processes.filter((caller) => caller !== holder) };
  }

  const firstToCompute = (among: Caller[]): Promise<Caller> =>
    Promise.race(among.map((caller) => caller.news('computing').then(() => caller)));

  const computations = () => processes.reduce((sum, caller) => sum + caller.computations, 0);

  const answersOf = (among: Caller[]) => Promise.all(among.map((caller) => caller.news('answered')));

  test('when all ask for one key, one computes and all get its value', async () => {
    const { holder, others } = await callFromFour('one');
    holder.order('return');
    const value = `by ${holder.pid}`;
    expect((await holder.news('answered')).outcomes).toEqual({
      ...{ [`computed ${value}`]: 1, [`coalesced ${value}`]: callers - 1 },
    });
    const answers = await answersOf(others);
    expect(answers.map(({ outcomes }) => outcomes)).toEqual(
      others.map(() => ({ [`coalesced ${value}`]: callers })),
    );
    expect(computations()).toBe(1);
  });

  test('F15 when the computation throws, all get its error', async () => {
    const { holder } = await callFromFour('failing');
    holder.order('throw');
    const answers = await answersOf(processes);
    expect(answers.map(({ outcomes }) => outcomes)).toEqual(
      processes.map(() => ({ 'RangeError overloaded provider down': callers })),
    );
    expect(computations()).toBe(1);
  });

  test('F15 when the process that computes is killed, one other computes, and nobody waits longer than the lease and a second', async () => {
    const { holder, others } = await callFromFour('killed');
    await holder.kill();
    const killedAt = Date.now();
    const successor = await firstToCompute(others);
    successor.order('return');
    const answers = await answersOf(others);
    const value = `by ${successor.pid}`;
    expect(answers.map(({ outcomes }) => outcomes)).toEqual(
      others.map((caller) =>
        caller === successor
          ? { [`computed ${value}`]: 1, [`coalesced ${value}`]: callers - 1 }
          : { [`coalesced ${value}`]: callers },
      ),
    );
    expect(computations()).toBe(2);
    const waited = Math.max(...answers.map(({ at }) => at)) - killedAt;
    expect(waited).toBeLessThanOrEqual(leaseSeconds * 1000 + 1000);
  });
});
