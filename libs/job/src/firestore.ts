import type { Firestore } from '@google-cloud/firestore';

export { createFirestoreBlobStore } from './adapters/firestore-blob-store.ts';
export { createFirestoreJobStore, type FirestoreJobStoreOptions } from './adapters/firestore-job-store.ts';
export type { BlobStore } from './ports/blob-store.ts';

/**
 * Opens Firestore with the machine's own credentials, or the emulator that `FIRESTORE_EMULATOR_HOST` names. The SDK is
 * loaded only here, as that takes a while. End it by `terminate`.
 */
export async function openFirestore(options: {
  projectId: string;
  /** @default '(default)', the database that a project has of itself */
  databaseId?: string;
}): Promise<Firestore> {
  const { Firestore: Client } = await import('@google-cloud/firestore');
  return new Client(options);
}
