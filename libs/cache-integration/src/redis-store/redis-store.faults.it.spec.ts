import { claimOptions, describeWithRedis, entryOf, grantedBy } from '@la-factoria/cache/testing';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { expect, test } from '@jest/globals';

import { useRedisStores } from './use-redis-stores.ts';

const server = await startRedisServer();

describeWithRedis('a store in Redis that loses things, is full, or holds what is foreign', () => {
  const { open, redis, runs } = useRedisStores(server);

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

  test('F13 when Redis is gone, every operation rejects with store-failed', async () => {
    const { here } = open();
    await here.set('notes:a', entryOf('value'));
    await here.close();
    const refused = expect.objectContaining({ code: 'store-failed' });
    await expect(here.get('notes:a')).rejects.toThrow(refused);
    await expect(here.set('notes:a', entryOf('value'))).rejects.toThrow(refused);
    await expect(here.delete('notes:a')).rejects.toThrow(refused);
    await expect(here.deleteNamespace('notes')).rejects.toThrow(refused);
    await expect(here.claim('notes:a', claimOptions())).rejects.toThrow(refused);
  });

  test('when the store is closed while a claim waits, the claim rejects', async () => {
    const { here, there } = open({ pollSeconds: 300 });
    await grantedBy(there, 'notes:a');
    await redis.config('RESETSTAT');
    const waiting = here.claim('notes:a', claimOptions());
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
