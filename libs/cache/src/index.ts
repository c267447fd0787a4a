export {
  createMemoryCacheStore,
  type MemoryCacheStore,
  type MemoryCacheStoreOptions,
} from './adapters/memory/memory-cache-store.ts';
export {
  createTieredCacheStore,
  type TieredCacheStoreOptions,
} from './adapters/tiered/tiered-cache-store.ts';
export type { CacheEvent, CacheStats } from './cache-events.ts';
export {
  type Cache,
  type Cached,
  type CacheOptions,
  type CacheSource,
  createCache,
  type GetOptions,
} from './cache.ts';
export type { Compute } from './compute/compute-order.ts';
export { CacheError, type CacheErrorCode } from './errors.ts';
export type { Freshness } from './freshness.ts';
export type { Flight } from './compute/flight.ts';
export { SingleFlight } from './compute/single-flight.ts';
export { cacheKey } from './key/cache-key.ts';
export type { CacheEntry, CacheStore, Claim, ClaimOptions, ComputeLease } from './ports/cache-store.ts';
export type { Change, ChangeFeed } from './ports/change-feed.ts';
export type { StoreEvent, StoreHealth } from './ports/store-events.ts';
