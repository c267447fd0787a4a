import { createCache, createMemoryCacheStore, SingleFlight } from '@la-factoria/cache';

import { microsecondsPerCall } from './rate.ts';

const calls = 200_000;

/** What single flight adds to a piece of work that nobody shares: microseconds a call. */
export async function measureSingleFlight(): Promise<number> {
  const flights = new SingleFlight<number>();
  const work = async (index: number) => index;
  const keys = Array.from({ length: calls }, (_, index) => `key:${index}`);
  const measure = async () => {
    const alone = await microsecondsPerCall(calls, 1, (index) => work(index));
    const shared = await microsecondsPerCall(calls, 1, (index) => {
      return flights.run(keys[index] ?? '', () => work(index));
    });
    return shared - alone;
  };
  await measure();
  return measure();
}

/** 1000 identical misses at once: how many computations, and microseconds for each of those who joined. */
export async function measureIdenticalMisses(): Promise<{ computations: number; microseconds: number }> {
  let computations = 0;
  const measure = async () => {
    const cache = createCache({ store: createMemoryCacheStore() });
    computations = 0;
    const began = performance.now();
    await Promise.all(
      Array.from({ length: 1000 }, () =>
        cache.getOrCompute('same', () => {
          computations += 1;
          return 'value';
        }),
      ),
    );
    return performance.now() - began;
  };
  await measure();
  return { microseconds: await measure(), computations };
}
