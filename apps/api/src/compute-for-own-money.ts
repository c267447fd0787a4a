import type { Cache, CacheSource, Compute, GetOptions } from '@la-factoria/cache';

/**
 * `getOrCompute` for values that are paid for. Jobs that ask for the same share one computation, with the budget of the one
 * that came first: when that one runs out of its money, it is asked for again, until it is there or our own budget says no.
 */
export async function computeForOwnMoney<T>(
  cache: Cache,
  key: string,
  compute: Compute<T>,
  options: GetOptions,
): Promise<{ value: T; source: CacheSource }> {
  for (;;) {
    let isOurs = false;
    const ours = (signal: AbortSignal) => {
      isOurs = true;
      return compute(signal);
    };
    try {
      return await cache.getOrCompute(key, ours, options);
    } catch (error) {
      if (isOurs || !isCostLimit(error)) throw error;
    }
  }
}

const isCostLimit = (error: unknown): boolean =>
  Error.isError(error) && 'code' in error && error.code === 'cost-limit-reached';
