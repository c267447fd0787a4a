import { type CacheEntry, type Claim, type ComputeLease } from '@la-factoria/cache';
import { claimOptions, entryOf } from '@la-factoria/cache/testing';
import { describe, expect, test } from '@jest/globals';

import { away, deleted, key, lost, namespaceDeleted, regained, stored } from './changes.ts';
import { openLiveTieredStore } from './open-tiered-store.ts';

type Opened = ReturnType<typeof openLiveTieredStore>;

describe('what this process writes through the tiered store', () => {
  test('when far rejects a set, it rejects, and near keeps the entry', async () => {
    const { store } = openLiveTieredStore({ set: () => Promise.reject(away) });
    await expect(store.set(key, entryOf('paid for'))).rejects.toBe(away);
    expect(store.get(key)).toMatchObject({ value: 'paid for' });
  });

  test('when far fails a read that began before near had the entry, it is answered from near all the same', async () => {
    const read = Promise.withResolvers<undefined>();
    const { store } = openLiveTieredStore({ get: () => read.promise, set: () => Promise.reject(away) });
    const reading = store.get(key);
    await expect(store.set(key, entryOf('paid for'))).rejects.toBe(away);
    read.reject(away);
    expect(await reading).toMatchObject({ value: 'paid for' });
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
    const claim = await opened.store.claim?.(key, claimOptions());
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
      const options = claimOptions();
      expect(await store.claim?.(key, options)).toBe(answer);
      expect(asked).toEqual([[key, options]]);
    },
  );

  test('when another has stored the entry, near keeps it', async () => {
    const entry = entryOf('theirs');
    const { store } = openLiveTieredStore({ claim: async () => ({ state: 'stored', entry }) });
    expect(await store.claim?.(key, claimOptions())).toEqual({ state: 'stored', entry });
    expect(store.get(key)).toMatchObject({ value: 'theirs' });
  });

  test('when what another stored was deleted before the claim answers, near does not keep it', async () => {
    const { promise, resolve } = Promise.withResolvers<Claim>();
    const { store, near, tell } = openLiveTieredStore({ claim: () => promise });
    const claiming = store.claim?.(key, claimOptions());
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
    passSeconds(59);
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
