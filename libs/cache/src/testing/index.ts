export { claimOptions, grantedBy } from './claim-calls.ts';
export { type CacheStoreHarness, describeCacheStoreContract } from './describe-cache-store-contract.ts';
export { type ClaimHarness, describeClaimContract } from './describe-claim-contract.ts';
export { describeWithRedis } from './describe-with-redis.ts';
export { entryOf } from './entry-of.ts';
