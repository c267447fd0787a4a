import { randomUUID } from 'node:crypto';

import { FirestoreMock } from '@firebase-bridge/firestore-admin';
import type { Firestore } from '@google-cloud/firestore';
import { createFirestoreBlobStore, createFirestoreJobStore, openFirestore } from '@la-factoria/job/firestore';
import { createManualClock, type ManualClock, type TestRequest } from '@la-factoria/job/testing';

/** A Firestore database that is empty, and how to reach it. */
export interface FirestoreDatabase {
  /** Another client of the database, as another process has it. */
  connect(): Firestore | Promise<Firestore>;
  close(): void | Promise<void>;
}

/**
 * The real SDK on a backend in memory. Its time moves by a millisecond with every look at it: it compares times to tell
 * what has changed since a transaction read it, and by the machine's clock two changes may have the same.
 */
export function openInMemoryDatabase() {
  const environment = new FirestoreMock();
  let time = Date.UTC(2026, 0, 1);
  environment.systemTime.custom(() => new Date((time += 1)));
  const database = environment.createDatabase();
  return {
    connect: () => database.firestore(),
    /** All documents there are, by their paths. */
    documents: () => database.database.toMap(),
    close: () => environment.deleteAll(),
  };
}

/** A database in the emulator that `FIRESTORE_EMULATOR_HOST` names: there, each project has one of its own. */
export function openEmulatedDatabase(): FirestoreDatabase {
  const projectId = `factoria-${randomUUID()}`;
  const clients: Firestore[] = [];
  return {
    async connect() {
      const client = await openFirestore({ projectId });
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.terminate()));
    },
  };
}

/** The job store and its blobs, by one client of the database. */
export function openFirestoreStore(firestore: Firestore, clock: ManualClock = createManualClock()) {
  const blobs = createFirestoreBlobStore({ firestore, clock });
  const store = createFirestoreJobStore<TestRequest>({ firestore, blobs, clock });
  return { store, blobs, clock, firestore };
}
