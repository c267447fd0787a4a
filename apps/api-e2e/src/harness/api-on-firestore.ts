/** The API as its own program on the real SDK of Firestore, whose backend is in the program's memory. */
import { FirestoreMock } from '@firebase-bridge/firestore-admin';
import { readConfiguration, runUntilSignal, startServer } from '@la-factoria/api';

const environment = new FirestoreMock();
let time = Date.now();
// It compares times to tell what has changed: two changes must not have the same.
environment.systemTime.custom(() => new Date((time = Math.max(time + 1, Date.now()))));
const firestore = environment.createDatabase().firestore();

const server = await startServer(readConfiguration(process.env), { openFirestore: async () => firestore });
await runUntilSignal(server, {
  ...{ keyFile: 'FACTORIA_API_KEY', print: (line) => console.log(line), parent: undefined },
});
