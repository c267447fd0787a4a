import {
  type Cache,
  type CacheEvent,
  type CacheOptions,
  createCache,
  createMemoryCacheStore,
} from '@la-factoria/cache';

export interface OpenedCache {
  cache: Cache;
  /** What happened, in order. */
  events: CacheEvent[];
  /** Resolves once so many computations have ended since the cache was opened, also those that nobody waits for. */
  ended(computations: number): Promise<void>;
  passSeconds(seconds: number): void;
}

/** A cache in memory whose time the test moves; chance always gives 0, which leaves times to live as they are. */
export function openCache(options: Partial<CacheOptions> = {}): OpenedCache {
  let now = Date.UTC(2026, 0, 1);
  const clock = () => now;
  const events: CacheEvent[] = [];
  const waiting = new Set<() => void>();
  const cache = createCache({
    ...{ store: createMemoryCacheStore({ clock }), clock, random: () => 0 },
    onEvent: (event) => {
      events.push(event);
      for (const look of waiting) look();
    },
    ...options,
  });
  const hasEnded = ({ type }: CacheEvent) => type === 'computed' || type === 'compute-failed';
  return {
    ...{ cache, events },
    ended: (computations) =>
      new Promise((resolve) => {
        const look = () => {
          if (events.filter(hasEnded).length < computations) return;
          waiting.delete(look);
          // The event is told before the computation's own promise settles.
          setImmediate(resolve);
        };
        waiting.add(look);
        look();
      }),
    passSeconds(seconds) {
      now += seconds * 1000;
    },
  };
}
