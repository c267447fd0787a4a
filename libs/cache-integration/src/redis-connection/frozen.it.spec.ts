import { setImmediate as nextTurn } from 'node:timers/promises';

import { describeWithRedis } from '@la-factoria/cache/testing';
import { until } from '@la-factoria/cache/testing/redis-server';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { commandTimeoutMilliseconds, type OpenedRedis, openRedis } from './open-redis.ts';

const storeFailed = expect.objectContaining({ code: 'store-failed', isRetryable: true });

describeWithRedis('a Redis that does not answer', () => {
  let redis: OpenedRedis;
  const get = () => redis.connection.run((client) => client.get('key'));
  const freezeUntilShut = async () => {
    redis.server.freeze();
    // One after the other: those of one turn count as one.
    await Promise.allSettled([get(), get()]);
    expect(redis.told).toEqual([]);
    await Promise.allSettled([get()]);
  };

  beforeEach(async () => {
    redis = await openRedis();
  });
  afterEach(() => redis.close());

  test('F13 when Redis is frozen, a command is given up after 40 ms, not later than after 100', async () => {
    const connection = redis.connect({ url: redis.server.url, timeoutsToOpen: 10 });
    await until('a connection', () => connection.health.isAvailable);
    redis.server.freeze();
    const waits: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      const begin = performance.now();
      await expect(connection.run((client) => client.get('key'))).rejects.toEqual(storeFailed);
      waits.push(performance.now() - begin);
    }
    // The machine may be busy with other things for one of them, or four.
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(39);
    expect(Math.min(...waits)).toBeLessThan(100);
  });

  test('F13 when two commands went unanswered, the next are turned back at once and not sent', async () => {
    await freezeUntilShut();
    const sent: string[] = [];
    const begin = performance.now();
    for (let index = 0; index < 100; index += 1) {
      const answer = redis.connection.run((client) => {
        sent.push('get');
        return client.get('key');
      });
      await expect(answer).rejects.toEqual(storeFailed);
    }
    expect((performance.now() - begin) / 100).toBeLessThan(5);
    expect(sent).toEqual([]);
    expect(redis.told).toEqual([
      {
        isAvailable: false,
        reason: '2 commands in a row went unanswered for 500 ms each',
        since: expect.any(Number),
      },
    ]);
  });

  test('F13 when Redis goes on after a while, so does the connection by itself, and says so once', async () => {
    await freezeUntilShut();
    await until('a second PING', () => redis.proxy.commands.filter((name) => name === 'PING').length >= 2);
    redis.server.thaw();
    await redis.available();
    expect(await get()).toBeNull();
    expect(redis.told.map(({ isAvailable }) => isAvailable)).toEqual([false, true]);
  });

  test('F13 when only every second command goes unanswered, nothing is shut', async () => {
    for (let round = 0; round < 3; round += 1) {
      redis.server.freeze();
      await expect(get()).rejects.toEqual(storeFailed);
      redis.server.thaw();
      await until('an answer', async () => (await get()) === null);
    }
    expect(redis.told).toEqual([]);
  });

  test('when this process is busy for longer than the timeout, an answer that came meanwhile counts', async () => {
    // The proxy is in this process, and would be busy as well.
    const connection = redis.connect({ url: redis.server.url });
    await until('a connection', () => connection.health.isAvailable);
    // From here the event loop comes to timers first, and to sockets after.
    await nextTurn();
    const answer = connection.run((client) => client.get('key'));
    const end = performance.now() + 300;
    while (performance.now() < end);
    expect(await answer).toBeNull();
  });

  test('when replies take longer than the timeout, PINGs do too, and commands go on being turned back', async () => {
    redis.proxy.delay(2 * commandTimeoutMilliseconds);
    await Promise.allSettled([get(), get()]);
    const pings = () => redis.proxy.commands.filter((name) => name === 'PING').length;
    const before = pings();
    await until('three PINGs more', () => pings() >= before + 3);
    await expect(get()).rejects.toEqual(storeFailed);
    expect(redis.told.map(({ isAvailable }) => isAvailable)).toEqual([false]);
    await redis.proxy.heal();
    await redis.available();
    expect(await get()).toBeNull();
  });

  test('when a connection is closed while a command is under way, the command fails', async () => {
    redis.server.freeze();
    const answer = get();
    await Promise.all([expect(answer).rejects.toEqual(storeFailed), redis.connection.close()]);
    await expect(get()).rejects.toEqual(storeFailed);
    await nextTurn();
    expect(redis.told).toEqual([]);
  });
});

describeWithRedis('a Redis that is slow, but not too slow', () => {
  test('when replies take less than the timeout, commands are answered, and nothing is said', async () => {
    const redis = await openRedis({ commandTimeoutMilliseconds: 2000 });
    redis.proxy.delay(100);
    for (let index = 0; index < 5; index += 1)
      expect(await redis.connection.run((client) => client.set('key', index))).toBe('OK');
    expect(redis.told).toEqual([]);
    await redis.close();
  });
});
