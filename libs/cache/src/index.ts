export { createMemoryCacheStore, type MemoryCacheStoreOptions } from './adapters/memory-cache-store.ts';
export { cacheKey } from './key/cache-key.ts';
export {
  type Cache,
  type CacheOptions,
  type CacheSource,
  type CacheStats,
  type Compute,
  createCache,
  type GetOptions,
} from './cache.ts';
export { CacheError, type CacheErrorCode } from './errors.ts';
export type { CacheStore } from './ports/cache-store.ts';
