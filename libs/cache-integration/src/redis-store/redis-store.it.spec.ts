import type { ComputeLease, StoreEvent } from '@la-factoria/cache';
import type { RedisCacheStore } from '@la-factoria/cache/redis';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import { entryOf } from './entry-of.ts';
import { type OpenedStores, openStoresAt } from './open-redis-stores.ts';

const server = await startRedisServer();
const title = `a store in Redis${server === undefined ? ' (left out: there is no redis-server)' : ''}`;

afterAll(() => server?.stop());

(server === undefined ? describe.skip : describe)(title, () => {
  const url = server?.url ?? '';
  let redis: Redis;
  let opened: OpenedStores[];

  beforeEach(() => {
    redis = new Redis(url);
    opened = [];
  });

  afterEach(async () => {
    await Promise.all(opened.map((stores) => stores.close()));
    await redis.config('SET', 'maxmemory', '0');
    await redis.flushall();
    redis.disconnect();
  });

  const open = (options: Parameters<typeof openStoresAt>[1] = {}) => {
    const stores = openStoresAt(url, options);
    opened.push(stores);
    const [here, there] = stores.stores;
    const events: StoreEvent[] = [];
    here.watch((event) => events.push(event));
    const nameOf = (key: string) => `${stores.keyPrefix}{${key}}`;
    const toldOf = (type: StoreEvent['type']) => events.filter((event) => event.type === type);
    return { here, there, toldOf, nameOf, keyPrefix: stores.keyPrefix };
  };

  const grantedBy = async (store: RedisCacheStore, key: string): Promise<ComputeLease> => {
    const signal = new AbortController().signal;
    const claim = await store.claim(key, { seen: undefined, wait: false, signal });
    if (claim.state !== 'granted')
      throw new Error(`the claim should have been granted, it is ${claim.state}`);
    return claim.lease;
  };

  const runs = async (name: string): Promise<number> => {
    const statistics = await redis.info('commandstats');
    return Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(statistics)?.[1] ?? 0);
  };

  test('when an entry was set, its name holds its bytes for as long as it is usable, and events tell how many', async () => {
    const { here, nameOf, toldOf } = open();
    await here.set('notes:a', entryOf('x'.repeat(100), { usableUntil: Date.now() + 60_000 }));
    const left = await redis.pttl(nameOf('notes:a'));
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);
    const bytes = await redis.strlen(nameOf('notes:a'));
    await here.get('notes:a');
    expect(toldOf('written')).toEqual([{ type: 'written', store: 'redis', key: 'notes:a', bytes }]);
    expect(toldOf('read')).toEqual([{ type: 'read', store: 'redis', key: 'notes:a', bytes }]);
  });

  test('when a key is read again and again, each read is one GET', async () => {
    const { here } = open();
    await here.set('notes:a', entryOf('value'));
    await redis.config('RESETSTAT');
    for (let read = 0; read < 10; read += 1) await here.get('notes:a');
    expect([await runs('get'), await runs('evalsha'), await runs('eval')]).toEqual([10, 0, 0]);
  });

  test.each([
    '',
    '}',
    '}{',
    '{a}b',
    'notes:{}',
    'notes:%7d',
    'notes:}',
    'notes:\ud800',
    'notes:\ud801',
    'nótes:🌊',
  ])('when the key is %j, it has a value of its own and can be claimed', async (key) => {
    const { here, there } = open();
    const others = ['notes:\ud802', 'notes:%', 'a'];
    for (const other of others) await there.set(other, entryOf('other'));
    expect(await here.get(key)).toBeUndefined();
    await (await grantedBy(here, key)).commit(entryOf('own'));
    expect(await there.get(key)).toMatchObject({ value: 'own' });
  });

  test('F13 when a list stands where a value should, it is broken, a miss, and makes way', async () => {
    const { here, nameOf, toldOf } = open();
    await redis.lpush(nameOf('notes:a'), 'foreign');
    expect(await here.get('notes:a')).toBeUndefined();
    expect(toldOf('broken')).toEqual([{ type: 'broken', store: 'redis', key: 'notes:a', reason: 'no text' }]);
    await until('the list is gone', async () => (await redis.exists(nameOf('notes:a'))) === 0);
  });

  test('F13 when lists stand in place of value, lock and generation, the key can be claimed and kept', async () => {
    const { here, there, nameOf, keyPrefix } = open();
    await redis.lpush(nameOf('notes:a'), 'foreign');
    await redis.lpush(`${nameOf('notes:a')}:lock`, 'foreign');
    await redis.lpush(`${keyPrefix}generation:notes`, 'foreign');
    expect(await (await grantedBy(here, 'notes:a')).commit(entryOf('value'))).toBe(true);
    expect(await there.get('notes:a')).toMatchObject({ value: 'value' });
  });

  test.each([
    ['cut', (sealed: Buffer) => sealed.subarray(0, -1), 'its checksum differs'],
    ['cut to nothing', () => Buffer.alloc(0), 'shorter than its head'],
    ['foreign', () => Buffer.from('{"json": true}'.repeat(10)), 'foreign'],
  ])('F14 when the stored value is %s, it is broken, a miss, and makes way', async (_, change, reason) => {
    const { here, nameOf, toldOf } = open();
    await here.set('notes:a', entryOf('value'));
    const sealed = await redis.getBuffer(nameOf('notes:a'));
    await redis.set(nameOf('notes:a'), change(sealed ?? Buffer.alloc(0)));
    expect(await here.get('notes:a')).toBeUndefined();
    expect(toldOf('broken')).toEqual([{ type: 'broken', store: 'redis', key: 'notes:a', reason }]);
    await until('the value is gone', async () => (await redis.exists(nameOf('notes:a'))) === 0);
  });

  test('F14 when the value of another key stands there, it is broken, and a claim is granted', async () => {
    const { here, nameOf } = open();
    await here.set('notes:a', entryOf('of a'));
    await redis.copy(nameOf('notes:a'), nameOf('notes:b'));
    expect(await here.get('notes:b')).toBeUndefined();
    await grantedBy(here, 'notes:b');
  });

  test('when a compressible value of a megabyte is stored, it takes up less and comes back', async () => {
    const { here, there, nameOf } = open();
    const text = 'the tide comes and goes '.repeat(50_000);
    await here.set('notes:a', entryOf({ text }));
    expect(await redis.strlen(nameOf('notes:a'))).toBeLessThan(text.length / 10);
    expect(await there.get('notes:a')).toMatchObject({ value: { text } });
  });

  test('when a value is larger than may be, it is told, and what it should have replaced is gone', async () => {
    const { here, there, toldOf } = open({ maxValueBytes: 1000 });
    await here.set('notes:a', entryOf('small'));
    await here.set('notes:a', entryOf(new Uint8Array(1001)));
    expect(toldOf('oversized')).toEqual([{ type: 'oversized', store: 'redis', key: 'notes:a', bytes: 1001 }]);
    expect(await there.get('notes:a')).toBeUndefined();
    await here.set('notes:a', entryOf(new Uint8Array(1000)));
    expect(await there.get('notes:a')).toMatchObject({ value: new Uint8Array(1000) });
  });

  test('when a computed value is too large to share, those who wait are told to compute themselves', async () => {
    const { here, there } = open({ maxValueBytes: 1000 });
    await here.set('notes:a', entryOf('small'));
    const { stamp } = (await here.get('notes:a')) ?? entryOf('none');
    const { signal } = new AbortController();
    const claim = await here.claim('notes:a', { seen: stamp, wait: false, signal });
    const waiting = there.claim('notes:a', { seen: stamp, wait: true, signal });
    await until('the other has asked', async () => (await runs('pttl')) > 0);
    if (claim.state === 'granted') await claim.lease.commit(entryOf('x'.repeat(1001)));
    await expect(waiting).rejects.toThrow(expect.objectContaining({ code: 'store-failed' }));
    expect(await there.get('notes:a')).toBeUndefined();
  });

  test('F13 when Redis is full, a commit fails and leaves the key free, and deletions still work', async () => {
    const { here, there, nameOf } = open();
    await here.set('notes:a', entryOf('old'));
    const lease = await grantedBy(here, 'notes:b');
    await redis.config('SET', 'maxmemory', '1');
    await expect(lease.commit(entryOf('value'))).rejects.toThrow(/OOM/);
    expect(String(await redis.get(`${nameOf('notes:b')}:lock`))).toMatch(/^o/);
    await here.delete('notes:a');
    expect(await there.get('notes:a')).toBeUndefined();
    await here.deleteNamespace('notes');
    await redis.config('SET', 'maxmemory', '0');
    expect(await (await grantedBy(there, 'notes:b')).commit(entryOf('value'))).toBe(true);
  });

  test('when Redis has forgotten the scripts, they are sent again', async () => {
    const { here, there } = open();
    await here.set('notes:a', entryOf('first'));
    await redis.script('FLUSH');
    await here.set('notes:a', entryOf('second'));
    expect(await there.get('notes:a')).toMatchObject({ value: 'second' });
  });

  test('F13 when the generation of a namespace was evicted, its values are misses, never old hits', async () => {
    const { here, there, keyPrefix } = open();
    await here.set('notes:a', entryOf('old'));
    await redis.del(`${keyPrefix}generation:notes`);
    expect(await there.get('notes:a')).toBeUndefined();
  });

  test('when a namespace is deleted, the others stay, and nothing is looked for', async () => {
    const { here, there } = open();
    await here.set('notes:a', entryOf('gone'));
    await here.set('notes-too:a', entryOf('kept'));
    await redis.config('RESETSTAT');
    await here.deleteNamespace('notes');
    expect(await there.get('notes:a')).toBeUndefined();
    expect(await there.get('notes-too:a')).toMatchObject({ value: 'kept' });
    expect([await runs('keys'), await runs('scan')]).toEqual([0, 0]);
    await expect(here.deleteNamespace('notes:a')).rejects.toThrow(
      expect.objectContaining({ code: 'key-invalid' }),
    );
  });

  test('when another process deletes a namespace, what this one knew of it is dropped at once', async () => {
    const { here, there } = open();
    await here.set('notes:a', entryOf('old'));
    await here.get('notes:a');
    await there.deleteNamespace('notes');
    // Within the second for which a generation is good by itself.
    const end = performance.now() + 900;
    await until('the message came', async () => (await here.get('notes:a')) === undefined);
    expect(performance.now()).toBeLessThan(end);
  });

  test('F13 when Redis is gone, every operation rejects with store-failed', async () => {
    const { here } = open();
    await here.set('notes:a', entryOf('value'));
    await here.close();
    const refused = expect.objectContaining({ code: 'store-failed' });
    const { signal } = new AbortController();
    await expect(here.get('notes:a')).rejects.toThrow(refused);
    await expect(here.set('notes:a', entryOf('value'))).rejects.toThrow(refused);
    await expect(here.delete('notes:a')).rejects.toThrow(refused);
    await expect(here.deleteNamespace('notes')).rejects.toThrow(refused);
    await expect(here.claim('notes:a', { seen: undefined, wait: true, signal })).rejects.toThrow(refused);
  });

  test('when the store is closed while a claim waits, the claim rejects', async () => {
    const { here, there } = open({ pollSeconds: 300 });
    await grantedBy(there, 'notes:a');
    await redis.config('RESETSTAT');
    const waiting = here.claim('notes:a', {
      seen: undefined,
      wait: true,
      signal: new AbortController().signal,
    });
    await until('it has asked', async () => (await runs('pttl')) > 0);
    await Promise.all([
      expect(waiting).rejects.toThrow(expect.objectContaining({ code: 'store-failed' })),
      here.close(),
    ]);
  });

  test('when the lock was evicted, the holder takes it again and commits', async () => {
    const { here, there, nameOf } = open({ leaseSeconds: 0.3 });
    const lease = await grantedBy(here, 'notes:a');
    await redis.del(`${nameOf('notes:a')}:lock`);
    await until('it is renewed', async () => (await redis.exists(`${nameOf('notes:a')}:lock`)) === 1);
    expect(await lease.commit(entryOf('value'))).toBe(true);
    expect(await there.get('notes:a')).toMatchObject({ value: 'value' });
  });

  test('when the lock was evicted and another stored meanwhile, the first one does not store over it', async () => {
    const { here, there, nameOf } = open();
    const lease = await grantedBy(here, 'notes:a');
    await redis.del(`${nameOf('notes:a')}:lock`);
    await there.set('notes:a', entryOf('newer'));
    expect(await lease.commit(entryOf('older'))).toBe(false);
    expect(await there.get('notes:a')).toMatchObject({ value: 'newer' });
  });
});
