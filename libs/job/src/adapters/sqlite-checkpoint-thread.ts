/** A thread of `createCheckpoints`: copies the log of a database into it, as often as it is told to. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

parentPort?.on('message', () => {
  // Opened each time: while it is closed, nothing keeps whoever closes the database last from deleting the log.
  const database = new DatabaseSync(String(workerData));
  try {
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } finally {
    database.close();
  }
  parentPort?.postMessage('copied');
});
