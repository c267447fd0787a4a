import { describeJobStoreContract } from '../testing/describe-job-store-contract.ts';
import { openMemoryStore } from '../testing/open-memory-store.ts';

describeJobStoreContract('SQLite in memory', () => {
  const { store, clock, close } = openMemoryStore();
  return {
    ...{ store, other: store, close },
    passSeconds: (seconds) => clock.pass(seconds * 1000),
    stepClock: (seconds) => clock.step(seconds * 1000),
  };
});
