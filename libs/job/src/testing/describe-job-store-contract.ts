import { describe } from '@jest/globals';

import { testChangingStatus } from './job-store-contract/changing-status.ts';
import { testCreating } from './job-store-contract/creating.ts';
import { testDeletingAndNotifying } from './job-store-contract/deleting-and-notifying.ts';
import type { MakeJobStore } from './job-store-contract/job-store-harness.ts';
import { testLeasing } from './job-store-contract/leasing.ts';
import { testListing } from './job-store-contract/listing.ts';
import { testSavingSteps } from './job-store-contract/saving-steps.ts';

/** What every JobStore must do. Call it at the top level of a test file, once an adapter. */
export function describeJobStoreContract(name: string, makeStore: MakeJobStore): void {
  describe(`the contract of a job store: ${name}`, () => {
    testCreating(makeStore);
    testListing(makeStore);
    testChangingStatus(makeStore);
    testLeasing(makeStore);
    testSavingSteps(makeStore);
    testDeletingAndNotifying(makeStore);
  });
}
