import { connectToRedis, createRedisCacheStore, type RedisCacheStore } from '@la-factoria/cache/redis';
import { claimOptions, describeWithRedis, entryOf, grantedBy } from '@la-factoria/cache/testing';
import { startFaultProxy } from '@la-factoria/cache/testing/fault-proxy';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { patience } from './open-redis-stores.ts';

const server = await startRedisServer();

afterAll(() => server?.stop());

describeWithRedis('a lease', () => {
  const port = server?.port ?? 0;
  const loading = '-LOADING Redis is loading the dataset in memory';
  let proxy: Awaited<ReturnType<typeof startFaultProxy>>;
  let stores: RedisCacheStore[];

  beforeEach(async () => {
    proxy = await startFaultProxy({ port });
    stores = [];
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await proxy.close();
  });

  const openAt = (url: string, leaseSeconds: number, limits: object = patience): RedisCacheStore => {
    const store = createRedisCacheStore({ connection: connectToRedis({ url, ...limits }), leaseSeconds });
    stores.push(store);
    return store;
  };
  const openPair = (leaseSeconds: number) =>
    [openAt(proxy.url, leaseSeconds), openAt(server?.url ?? '', leaseSeconds)] as const;

  const claim = (store: RedisCacheStore, key: string) => store.claim(key, claimOptions({ wait: false }));

  const evaluations = () => proxy.commands.filter((name) => name === 'EVALSHA').length;

  test('F13 when a renewal fails since Redis is away for a moment, the next one keeps the lease', async () => {
    const [here, there] = openPair(3);
    const lease = await grantedBy(here, 'lease:retried');
    proxy.answer('EVALSHA', loading);
    const before = evaluations();
    await until('a renewal failed', () => evaluations() > before);
    await proxy.heal();
    await until('it was renewed', () => evaluations() > before + 1);
    expect((await claim(there, 'lease:retried')).state).toBe('taken');
    expect(await lease.commit(entryOf('value'))).toBe(true);
  });

  test('F13 when the holder was cut off until its lease was over and nobody came, it still commits', async () => {
    const [here, there] = openPair(0.3);
    const lease = await grantedBy(here, 'lease:over');
    proxy.answer('EVALSHA', loading);
    // Not by a claim, which would take it.
    const end = performance.now() + 400;
    await until('the lease is over', () => performance.now() > end);
    await proxy.heal();
    expect(await lease.commit(entryOf('value'))).toBe(true);
    expect(await there.get('lease:over')).toMatchObject({ value: 'value' });
  });

  test('F13 when the holder was cut off for longer than a deletion leaves a trace, its result is not kept', async () => {
    const [here, there] = openPair(0.1);
    const lease = await grantedBy(here, 'lease:cut-off');
    proxy.answer('EVALSHA', loading);
    await there.delete('lease:cut-off');
    const end = performance.now() + 500;
    await until('the trace is gone', () => performance.now() > end);
    await proxy.heal();
    expect(await lease.commit(entryOf('old'))).toBe(false);
    expect(await there.get('lease:cut-off')).toBeUndefined();
  });

  test('F13 when a claim was given up before its answer came, it leaves no lock behind', async () => {
    const here = openAt(server?.url ?? '', 300, { commandTimeoutMilliseconds: 1000 });
    const there = openAt(server?.url ?? '', 300);
    await grantedBy(here, 'lease:first');
    server?.freeze();
    const given = claim(here, 'lease:late');
    await expect(given).rejects.toThrow(expect.objectContaining({ code: 'store-failed' }));
    server?.thaw();
    await until('the key is free', async () => {
      const claimed = await claim(there, 'lease:late');
      return claimed.state === 'granted';
    });
    expect(here.health().isAvailable).toBe(true);
  });
});
