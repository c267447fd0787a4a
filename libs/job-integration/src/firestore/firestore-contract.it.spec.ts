import {
  createManualClock,
  describeBlobStoreContract,
  describeJobStoreContract,
} from '@la-factoria/job/testing';

import {
  type FirestoreDatabase,
  openEmulatedDatabase,
  openFirestoreStore,
  openInMemoryDatabase,
} from './open-firestore-database.ts';

/** Both contracts, by two clients of a database that each test has for itself. */
function describeContracts(name: string, openDatabase: () => FirestoreDatabase): void {
  describeJobStoreContract(`${name}, by two clients`, async () => {
    const database = openDatabase();
    const clock = createManualClock();
    const { store } = openFirestoreStore(await database.connect(), clock);
    const { store: other } = openFirestoreStore(await database.connect(), clock);
    return {
      ...{ store, other },
      passSeconds: (seconds) => clock.pass(seconds * 1000),
      stepClock: (seconds) => clock.step(seconds * 1000),
      async close() {
        store.close();
        other.close();
        await database.close();
      },
    };
  });

  describeBlobStoreContract(name, async () => {
    const database = openDatabase();
    return { store: openFirestoreStore(await database.connect()).blobs, close: () => database.close() };
  });
}

describeContracts('Firestore in memory', openInMemoryDatabase);

if (process.env['FIRESTORE_EMULATOR_HOST']) {
  describeContracts("Google's emulator of Firestore", openEmulatedDatabase);
} else {
  process.stdout.write(
    "Left out: the contracts on Google's emulator of Firestore, which FIRESTORE_EMULATOR_HOST doesn't name.\n",
  );
}
