import {
  describeBlobStoreContract,
  createManualClock,
  describeJobStoreContract,
} from '@la-factoria/job/testing';

import { openFirestoreStore, openInMemoryDatabase } from './open-firestore-database.ts';

describeJobStoreContract('Firestore in memory, by two clients', () => {
  const database = openInMemoryDatabase();
  const clock = createManualClock();
  const { store } = openFirestoreStore(database.connect(), clock);
  const { store: other } = openFirestoreStore(database.connect(), clock);
  return {
    ...{ store, other },
    passSeconds: (seconds) => clock.pass(seconds * 1000),
    stepClock: (seconds) => clock.step(seconds * 1000),
    close() {
      store.close();
      other.close();
      database.close();
    },
  };
});

describeBlobStoreContract('Firestore in memory', () => {
  const database = openInMemoryDatabase();
  return { store: openFirestoreStore(database.connect()).blobs, close: () => database.close() };
});
