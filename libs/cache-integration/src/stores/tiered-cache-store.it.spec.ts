import {
  type CacheEntry,
  type Change,
  type Claim,
  type ComputeLease,
  createMemoryCacheStore,
  createTieredCacheStore,
  type StoreEvent,
} from '@la-factoria/cache';
import { startRedisServer, until } from '@la-factoria/cache/testing/redis-server';
import { afterAll, describe, expect, test } from '@jest/globals';

import { entryOf } from '../redis-store/entry-of.ts';
import { openStoresAt } from '../redis-store/open-redis-stores.ts';
import { openLiveTieredStore, openTieredStore } from './open-tiered-store.ts';

const key = 'cards:1';
const deleted: Change = { type: 'deleted', key };
const namespaceDeleted: Change = { type: 'namespace-deleted', namespace: 'cards' };
const lost: Change = { type: 'lost' };
const regained: Change = { type: 'regained' };
const stored = (stamp: string): Change => ({ type: 'stored', key, stamp });
const claimOptions = { seen: undefined, wait: true, signal: new AbortController().signal };
const away = new Error('Redis is away');

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

describe('what this process writes through the tiered store', () => {
  test('when far rejects a set, it rejects, and near keeps the entry', async () => {
    const { store } = openLiveTieredStore({ set: () => Promise.reject(away) });
    await expect(store.set(key, entryOf('paid for'))).rejects.toBe(away);
    expect(store.get(key)).toMatchObject({ value: 'paid for' });
  });

  test('when far refuses a set since the key was deleted, that is the answer, and near drops the entry', async () => {
    const { store, near } = openLiveTieredStore({ set: async (): Promise<false> => false });
    expect(await store.set(key, entryOf('unwanted'))).toBe(false);
    expect(near.get(key)).toBeUndefined();
  });

  test('when a read that began during a set finds the entry before, near does not keep that', async () => {
    const read = Promise.withResolvers<CacheEntry>();
    const write = Promise.withResolvers<void>();
    const { store, near, tell } = openLiveTieredStore({ get: () => read.promise, set: () => write.promise });
    const writing = store.set(key, entryOf('new'));
    tell(stored('another00001'));
    const reading = store.get(key);
    write.resolve();
    await writing;
    read.resolve(entryOf('before'));
    await reading;
    expect(near.get(key)).toBeUndefined();
  });

  test.each<[string, (store: Opened['store']) => unknown]>([
    ['delete', (store) => store.delete(key)],
    ['deleteNamespace', (store) => store.deleteNamespace('cards')],
  ])('when far rejects a %s, it rejects, and near has forgotten all the same', async (_what, run) => {
    const refuse = () => Promise.reject(away);
    const { store, near } = openLiveTieredStore({ delete: refuse, deleteNamespace: refuse });
    await store.set(key, entryOf('old'));
    await expect(run(store)).rejects.toBe(away);
    expect(near.get(key)).toBeUndefined();
  });

  test.each<[string, (store: Opened['store']) => unknown]>([
    ['delete', (store) => store.delete(key)],
    ['deleteNamespace', (store) => store.deleteNamespace('cards')],
  ])(
    'when a read that began during a %s finds the entry still, near does not keep it',
    async (_what, run) => {
      const deletion = Promise.withResolvers<void>();
      const hold = () => deletion.promise;
      const get = async () => entryOf('old');
      const { store, near } = openLiveTieredStore({ get, delete: hold, deleteNamespace: hold });
      const deleting = run(store);
      await store.get(key);
      deletion.resolve();
      await deleting;
      expect(near.get(key)).toBeUndefined();
    },
  );
});

describe('a claim through the tiered store', () => {
  const leaseOf = (overrides: Partial<ComputeLease> = {}): ComputeLease => ({
    ...{ commit: async () => true, fail: async () => {}, release: async () => {} },
    ...overrides,
  });

  async function openClaimed(overrides: Partial<ComputeLease> = {}) {
    const lease = leaseOf(overrides);
    const opened = openLiveTieredStore({ claim: async () => ({ state: 'granted', lease }) });
    const claim = await opened.store.claim?.(key, claimOptions);
    if (claim?.state !== 'granted') throw new Error('the claim should have been granted');
    return { ...opened, lease: claim.lease };
  }

  test('when far knows no claims, there are none', () => {
    expect(openLiveTieredStore().store.claim).toBeUndefined();
  });

  test.each<Claim>([{ state: 'taken' }, { state: 'failed', error: away }])(
    'when far answers $state, that is the answer',
    async (answer) => {
      const asked: unknown[] = [];
      const { store } = openLiveTieredStore({
        claim: async (...words) => {
          asked.push(words);
          return answer;
        },
      });
      expect(await store.claim?.(key, claimOptions)).toBe(answer);
      expect(asked).toEqual([[key, claimOptions]]);
    },
  );

  test('when another has stored the entry, near keeps it', async () => {
    const entry = entryOf('theirs');
    const { store } = openLiveTieredStore({ claim: async () => ({ state: 'stored', entry }) });
    expect(await store.claim?.(key, claimOptions)).toEqual({ state: 'stored', entry });
    expect(store.get(key)).toMatchObject({ value: 'theirs' });
  });

  test('when what another stored was deleted before the claim answers, near does not keep it', async () => {
    const { promise, resolve } = Promise.withResolvers<Claim>();
    const { store, near, tell } = openLiveTieredStore({ claim: () => promise });
    const claiming = store.claim?.(key, claimOptions);
    const entry = entryOf('theirs');
    tell(stored(entry.stamp));
    tell(deleted);
    resolve({ state: 'stored', entry });
    await claiming;
    expect(near.get(key)).toBeUndefined();
  });

  test('when the lease commits, near keeps the entry, whatever others did before', async () => {
    const { store, lease, tell } = await openClaimed();
    tell(stored('another00001'));
    expect(await lease.commit(entryOf('ours'))).toBe(true);
    expect(store.get(key)).toMatchObject({ value: 'ours' });
  });

  test('when the commit answers false, near does not keep the entry', async () => {
    const { near, lease } = await openClaimed({ commit: async () => false });
    expect(await lease.commit(entryOf('ours'))).toBe(false);
    expect(near.get(key)).toBeUndefined();
  });

  test('F13 when the commit rejects, it rejects, and near keeps the entry, also without a feed', async () => {
    const { promise, reject } = Promise.withResolvers<boolean>();
    const { store, lease, tell, passSeconds } = await openClaimed({ commit: () => promise });
    const committing = lease.commit(entryOf('paid for'));
    tell(lost);
    reject(away);
    await expect(committing).rejects.toBe(away);
    passSeconds(61);
    expect(store.get(key)).toMatchObject({ value: 'paid for' });
  });

  test.each([deleted, namespaceDeleted, stored('another00001'), regained])(
    'when the commit rejects and %j was told since the grant, near does not keep the entry',
    async (change) => {
      const { near, lease, tell } = await openClaimed({ commit: () => Promise.reject(away) });
      tell(change);
      await expect(lease.commit(entryOf('overtaken'))).rejects.toBe(away);
      expect(near.get(key)).toBeUndefined();
    },
  );

  test('when another replaced it during the commit, near keeps neither it nor what was found of the other', async () => {
    const commit = Promise.withResolvers<boolean>();
    const theirs = entryOf('theirs');
    const { near, lease, tell } = await openClaimed({ commit: () => commit.promise });
    const committing = lease.commit(entryOf('ours'));
    tell(stored(theirs.stamp));
    near.set(key, theirs);
    commit.resolve(true);
    await committing;
    expect(near.get(key)).toBeUndefined();
  });

  test('when the lease fails or is released, far is told', async () => {
    const told: unknown[] = [];
    const { lease } = await openClaimed({
      fail: async (error) => void told.push(error),
      release: async () => void told.push('released'),
    });
    await lease.fail(away);
    await lease.release();
    expect(told).toEqual([away, 'released']);
  });
});

describe('the tiered store while changes may be missed', () => {
  test('when the feed was never live, only what this process sets is near, for as long as it is usable', async () => {
    const { store, near, passSeconds } = openTieredStore({ get: async () => entryOf('found') });
    await store.get(key);
    expect(near.get(key)).toBeUndefined();
    await store.set(key, entryOf('own'));
    passSeconds(100);
    expect(store.get(key)).toMatchObject({ value: 'own' });
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

  test('F13 when the feed is lost, what this process set since then is served beyond that', async () => {
    const { store, tell, passSeconds } = openLiveTieredStore({}, { maxDetachedSeconds: 5 });
    tell(lost);
    await store.set(key, entryOf('since'));
    passSeconds(100);
    expect(store.get(key)).toMatchObject({ value: 'since' });
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

const givenUrl = process.env['REDIS_URL'];
const server = givenUrl === undefined ? await startRedisServer() : undefined;
const url = givenUrl ?? server?.url;
afterAll(() => server?.stop());

const title = 'two tiered stores on one Redis';
if (url === undefined) {
  describe(title, () => test.skip('needs REDIS_URL or redis-server in the path', () => undefined));
} else {
  describe(title, () => {
    async function openTwo() {
      const opened = openStoresAt(url ?? '');
      const nears = [createMemoryCacheStore(), createMemoryCacheStore()] as const;
      const here = createTieredCacheStore({ near: nears[0], far: opened.stores[0] });
      const there = createTieredCacheStore({ near: nears[1], far: opened.stores[1] });
      await until('both feeds are live', () => opened.stores.every(({ changes }) => changes.isLive));
      await here.set(key, entryOf('old'));
      await until('there has it near', async () => {
        await there.get(key);
        return nears[1].get(key)?.value === 'old';
      });
      return { here, there, near: nears[1], close: () => opened.close() };
    }

    test.each<[string, (here: ReturnType<typeof createTieredCacheStore>) => unknown, unknown]>([
      ['replaced', (here) => here.set(key, entryOf('new')), 'new'],
      ['deleted', (here) => here.delete(key), undefined],
      ['deleted with its namespace', (here) => here.deleteNamespace('cards'), undefined],
    ])('when a value is %s in one, the other serves it no more once told', async (_what, change, value) => {
      const { here, there, near, close } = await openTwo();
      try {
        await change(here);
        await until('there is told', () => near.get(key) === undefined);
        expect((await there.get(key))?.value).toBe(value);
      } finally {
        await close();
      }
    });
  });
}
