export { type CacheStoreHarness, describeCacheStoreContract } from './describe-cache-store-contract.ts';
