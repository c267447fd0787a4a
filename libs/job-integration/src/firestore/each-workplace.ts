import { afterEach, beforeEach } from '@jest/globals';

import { tapWire } from './firestore-wire.ts';
import { openFirestoreStore, openInMemoryDatabase } from './open-firestore-database.ts';

/** A database with two stores on it, each by its own client, and what the first one sends. */
function open() {
  const database = openInMemoryDatabase();
  const { store, clock, firestore } = openFirestoreStore(database.connect());
  const { store: other } = openFirestoreStore(database.connect(), clock);
  return { ...database, store, other, clock, wire: tapWire(firestore) };
}

/** Opens one for each test of the surrounding block. */
export function eachWorkplace(): () => ReturnType<typeof open> {
  let opened: ReturnType<typeof open> | undefined;
  beforeEach(() => {
    opened = open();
  });
  afterEach(() => {
    opened?.store.close();
    opened?.other.close();
    opened?.close();
  });
  return () => {
    if (!opened) throw new Error('The database is opened before each test.');
    return opened;
  };
}
