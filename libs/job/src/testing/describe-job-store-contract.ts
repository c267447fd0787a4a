import { describe } from '@jest/globals';

import { testChangingStatus } from './job-store-contract/changing-status.ts';
import { testCreating } from './job-store-contract/creating.ts';
import { testDeletingAndNotifying } from './job-store-contract/deleting-and-notifying.ts';
import { testEndedJobsSteps } from './job-store-contract/ended-jobs-steps.ts';
import { testFencing } from './job-store-contract/fencing.ts';
import type { MakeJobStore } from './job-store-contract/job-store-harness.ts';
import { testKeepingTheLedger } from './job-store-contract/keeping-the-ledger.ts';
import { testLeasing } from './job-store-contract/leasing.ts';
import { testListing } from './job-store-contract/listing.ts';
import { testOddAndLargeValues } from './job-store-contract/odd-and-large-values.ts';
import { testRacing } from './job-store-contract/racing.ts';
import { testRepeatingWrites } from './job-store-contract/repeating-writes.ts';
import { testRunningSteps } from './job-store-contract/running-steps.ts';

/**
 * What every JobStore must do. Call it at the top level of a test file, once an adapter. Time passes by the harness
 * alone; writes to one job come in bursts, which an adapter that is limited to one a second has to stand.
 */
export function describeJobStoreContract(name: string, makeStore: MakeJobStore): void {
  describe(`the contract of a job store: ${name}`, () => {
    testCreating(makeStore);
    testListing(makeStore);
    testChangingStatus(makeStore);
    testLeasing(makeStore);
    testFencing(makeStore);
    testRunningSteps(makeStore);
    testEndedJobsSteps(makeStore);
    testKeepingTheLedger(makeStore);
    testRepeatingWrites(makeStore);
    testRacing(makeStore);
    testOddAndLargeValues(makeStore);
    testDeletingAndNotifying(makeStore);
  });
}
