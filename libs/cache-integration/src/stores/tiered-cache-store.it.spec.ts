import { type CacheEntry, type Change, type StoreEvent } from '@la-factoria/cache';
import { entryOf } from '@la-factoria/cache/testing';
import { describe, expect, test } from '@jest/globals';

import { away, deleted, key, lost, namespaceDeleted, regained, stored } from './changes.ts';
import { openLiveTieredStore, openTieredStore } from './open-tiered-store.ts';

type Opened = ReturnType<typeof openTieredStore>;

describe('the tiered store', () => {
  test('when near has the entry, it is answered at once, and far is not asked', async () => {
    const asked: string[] = [];
    const { store } = openLiveTieredStore({ get: async (wanted) => void asked.push(wanted) });
    await store.set(key, entryOf('near'));
    expect(store.get(key)).toMatchObject({ value: 'near' });
    expect(asked).toEqual([]);
  });

  test('when far has the entry, it is answered, and near from then on, until its time is over', async () => {
    const entry = entryOf('far', { usableUntil: Date.now() + 50_000 });
    const { store, passSeconds } = openLiveTieredStore({ get: async () => entry });
    passSeconds(40);
    expect(await store.get(key)).toBe(entry);
    expect(store.get(key)).toMatchObject({ value: 'far', stamp: entry.stamp });
    passSeconds(11);
    expect(store.get(key)).toBeInstanceOf(Promise);
  });

  test('when neither has it, or far rejects, that is the answer', async () => {
    expect(await openLiveTieredStore().store.get(key)).toBeUndefined();
    const { store } = openLiveTieredStore({ get: () => Promise.reject(away) });
    await expect(store.get(key)).rejects.toBe(away);
  });

  test.each<[string, (opened: Opened) => unknown]>([
    ['the key was deleted elsewhere', ({ tell }) => tell(deleted)],
    ['the key was deleted here', ({ store }) => store.delete(key)],
    ['it was replaced elsewhere', ({ tell }) => tell(stored('another00001'))],
    ['it was replaced here', ({ store }) => store.set(key, entryOf('new'))],
    ['its namespace was deleted elsewhere', ({ tell }) => tell(namespaceDeleted)],
    ['its namespace was deleted here', ({ store }) => store.deleteNamespace('cards')],
    ['the feed was lost', ({ tell }) => tell(lost)],
    ['the feed was lost and live again', ({ tell }) => [lost, regained].forEach(tell)],
  ])('when %s while it was read from far, near does not keep it', async (_what, overtake) => {
    const { promise, resolve } = Promise.withResolvers<CacheEntry>();
    const opened = openLiveTieredStore({ get: () => promise });
    const reading = opened.store.get(key);
    await overtake(opened);
    const entry = entryOf('old');
    resolve(entry);
    expect(await reading).toBe(entry);
    expect(opened.near.get(key)?.value).not.toBe('old');
  });

  test.each<[string, (entry: CacheEntry) => Change]>([
    ['this very entry was stored', ({ stamp }) => stored(stamp)],
    ['another key was deleted', () => ({ type: 'deleted', key: 'cards:2' })],
    [
      'a namespace with a longer name was deleted',
      () => ({ type: 'namespace-deleted', namespace: 'cards:1' }),
    ],
    ['a namespace with a shorter name was deleted', () => ({ type: 'namespace-deleted', namespace: 'card' })],
  ])('when %s while it was read from far, near keeps it', async (_what, changeOf) => {
    const { promise, resolve } = Promise.withResolvers<CacheEntry>();
    const { store, near, tell } = openLiveTieredStore({ get: () => promise });
    const reading = store.get(key);
    const entry = entryOf('found');
    tell(changeOf(entry));
    resolve(entry);
    await reading;
    expect(near.get(key)).toMatchObject({ value: 'found' });
  });

  test.each([deleted, namespaceDeleted, stored('another00001')])(
    'when the feed tells %j, near forgets the entry',
    async (change) => {
      const { store, near, tell } = openLiveTieredStore();
      await store.set(key, entryOf('old'));
      await store.set('other:1', entryOf('other'));
      tell(change);
      expect([near.get(key), near.get('other:1')?.value]).toEqual([undefined, 'other']);
    },
  );

  test('when the feed tells of the entry that is near, it stays', async () => {
    const { store, near, tell } = openLiveTieredStore();
    const entry = entryOf('same');
    await store.set(key, entry);
    tell(stored(entry.stamp));
    expect(near.get(key)).toMatchObject({ value: 'same' });
  });
});

describe('the tiered store while changes may be missed', () => {
  test('when the feed was never live, only what this process sets is near, for a minute', async () => {
    const { store, near, passSeconds } = openTieredStore({ get: async () => entryOf('found') });
    await store.get(key);
    expect(near.get(key)).toBeUndefined();
    await store.set(key, entryOf('own'));
    passSeconds(59);
    expect(store.get(key)).toMatchObject({ value: 'own' });
    // Others may have deleted it, and nobody could tell.
    passSeconds(1);
    expect(await store.get(key)).toMatchObject({ value: 'found' });
  });

  test.each([
    ['60 seconds unless told otherwise', {}, 60],
    ['as long as may be', { maxDetachedSeconds: 5 }, 5],
  ])('F13 when the feed is lost, what was near is served for %s', async (_what, options, seconds) => {
    const { store, tell, passSeconds } = openLiveTieredStore({}, options);
    await store.set(key, entryOf('before'));
    tell(lost);
    passSeconds(seconds - 0.001);
    expect(store.get(key)).toMatchObject({ value: 'before' });
    tell(lost);
    passSeconds(0.001);
    expect(await store.get(key)).toBeUndefined();
  });

  test('F13 when the feed is lost and may be for ever, what was near is served', async () => {
    const { store, tell, passSeconds } = openLiveTieredStore({}, { maxDetachedSeconds: Infinity });
    await store.set(key, entryOf('before'));
    tell(lost);
    passSeconds(100);
    expect(store.get(key)).toMatchObject({ value: 'before' });
  });

  test('F13 when the feed is lost and the wall clock steps, the time does not', async () => {
    const { store, tell, passSeconds, stepWallClock } = openLiveTieredStore();
    await store.set(key, entryOf('before'));
    tell(lost);
    stepWallClock(3600);
    expect(store.get(key)).toMatchObject({ value: 'before' });
    stepWallClock(-7200);
    passSeconds(60);
    expect(await store.get(key)).toBeUndefined();
  });

  test('F13 when the feed is lost, what this process set since then is served as long from then on', async () => {
    const { store, tell, passSeconds } = openLiveTieredStore({}, { maxDetachedSeconds: 5 });
    tell(lost);
    passSeconds(4);
    await store.set(key, entryOf('since'));
    passSeconds(4);
    expect(store.get(key)).toMatchObject({ value: 'since' });
    passSeconds(1);
    expect(await store.get(key)).toBeUndefined();
  });

  test('F13 when the feed is live again, near begins empty and keeps what is found', async () => {
    const { store, near, tell, passSeconds } = openLiveTieredStore({ get: async () => entryOf('found') });
    await store.set(key, entryOf('before'));
    tell(lost);
    await store.set('cards:2', entryOf('since'));
    tell(regained);
    expect([near.get(key), near.get('cards:2')]).toEqual([undefined, undefined]);
    await store.get(key);
    passSeconds(61);
    expect(store.get(key)).toMatchObject({ value: 'found' });
  });

  test.each([-1, Number.NaN])('when maxDetachedSeconds is %d, it refuses and shows the value', (seconds) => {
    expect(() => openTieredStore({}, { maxDetachedSeconds: seconds })).toThrow(
      expect.objectContaining({
        ...{ code: 'options-invalid', message: `maxDetachedSeconds must be 0 or more, got ${seconds}` },
      }),
    );
  });
});

describe('what the tiered store passes on', () => {
  test('when its health is asked for, it is far that tells', () => {
    const health = { isAvailable: false, reason: 'refused', since: 7 };
    expect(openTieredStore({ health: () => health }).store.health?.()).toBe(health);
    expect(openTieredStore().store.health).toBeUndefined();
  });

  test('when it is watched, both stores tell', () => {
    const farEvent: StoreEvent = { type: 'broken', store: 'redis', key, reason: 'foreign' };
    const { store, near } = openTieredStore({ watch: (listener) => listener(farEvent) });
    const events: StoreEvent[] = [];
    store.watch((event) => events.push(event));
    near.set(key, entryOf(new Uint8Array(70 * 1024 * 1024)));
    expect(events).toEqual([farEvent, expect.objectContaining({ type: 'oversized', store: 'memory' })]);
  });

  test('when its bytes are asked for, both count', async () => {
    const { store, near } = openTieredStore({ bytes: 1000 });
    await store.set(key, entryOf('value'));
    expect(near.bytes).toBeGreaterThan(0);
    expect(store.bytes).toBe(1000 + near.bytes);
  });

  test('when it is closed, it listens no more and far is closed', async () => {
    const closed: string[] = [];
    const { store, listenerCount } = openTieredStore({ close: async () => void closed.push('far') });
    expect(listenerCount()).toBe(1);
    await store.close?.();
    expect(listenerCount()).toBe(0);
    expect(closed).toEqual(['far']);
  });
});
