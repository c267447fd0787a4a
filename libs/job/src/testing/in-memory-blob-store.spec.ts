import { describeBlobStoreContract } from './describe-blob-store-contract.ts';
import { createInMemoryBlobStore } from './in-memory-blob-store.ts';

describeBlobStoreContract('in memory', () => ({ store: createInMemoryBlobStore(), close: () => {} }));
