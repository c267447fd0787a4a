export { type CacheStoreHarness, describeCacheStoreContract } from './describe-cache-store-contract.ts';
export { type ClaimHarness, describeClaimContract } from './describe-claim-contract.ts';
export { claimOptions, grantedBy } from './claim-calls.ts';
