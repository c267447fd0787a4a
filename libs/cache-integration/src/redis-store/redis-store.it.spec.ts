import { describeWithRedis, entryOf, grantedBy } from '@la-factoria/cache/testing';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { expect, test } from '@jest/globals';

import { useRedisStores } from './use-redis-stores.ts';

const server = await startRedisServer();

describeWithRedis('a store in Redis', () => {
  const { open, redis, runs } = useRedisStores(server);

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
});
