import {
  type CacheStore,
  type Change,
  createMemoryCacheStore,
  createTieredCacheStore,
  type TieredCacheStoreOptions,
} from '@la-factoria/cache';

type Options = Pick<TieredCacheStoreOptions, 'maxDetachedSeconds'>;

/** A tiered store whose far store does nothing but what the test lets it do, with a feed that the test drives. */
export function openTieredStore(farOverrides: Partial<CacheStore> = {}, options: Options = {}) {
  const listeners = new Set<(change: Change) => void>();
  let isLive = false;
  let milliseconds = 0;
  let wallClock = Date.now();
  const far = {
    get: async () => undefined,
    set: async () => {},
    delete: async () => {},
    deleteNamespace: async () => {},
    watch: () => {},
    bytes: 0,
    ...farOverrides,
    changes: {
      get isLive() {
        return isLive;
      },
      listen(listener: (change: Change) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
  const near = createMemoryCacheStore({ clock: () => milliseconds });
  const store = createTieredCacheStore({
    ...{ near, far, clock: () => wallClock, monotonicClock: () => milliseconds },
    ...options,
  });
  return {
    store,
    near,
    tell(change: Change) {
      if (change.type === 'lost' || change.type === 'regained') isLive = change.type === 'regained';
      for (const listener of listeners) listener(change);
    },
    listenerCount: () => listeners.size,
    passSeconds(seconds: number) {
      milliseconds += seconds * 1000;
      wallClock += seconds * 1000;
    },
    stepWallClock(seconds: number) {
      wallClock += seconds * 1000;
    },
  };
}

/** The same, live already. */
export function openLiveTieredStore(farOverrides: Partial<CacheStore> = {}, options: Options = {}) {
  const opened = openTieredStore(farOverrides, options);
  opened.tell({ type: 'regained' });
  return opened;
}
