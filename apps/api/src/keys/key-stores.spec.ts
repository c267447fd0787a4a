import { FirestoreMock } from '@firebase-bridge/firestore-admin';
import { openSqliteDatabase, type SqliteDatabase } from '@la-factoria/job';
import { afterEach } from '@jest/globals';

import { describeKeyStoreContract } from '../testing/describe-key-store-contract.ts';
import { createFirestoreKeyStore } from './firestore-key-store.ts';
import { createSqliteKeyStore } from './sqlite-key-store.ts';

const databases: SqliteDatabase[] = [];
afterEach(() => {
  for (const database of databases.splice(0)) database.close();
});

describeKeyStoreContract('SQLite', () => {
  const database = openSqliteDatabase(':memory:');
  databases.push(database);
  return createSqliteKeyStore(database);
});

describeKeyStoreContract('Firestore', async () => {
  const environment = new FirestoreMock();
  return createFirestoreKeyStore(environment.createDatabase().firestore());
});
