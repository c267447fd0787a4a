import type { openFirestore } from '@la-factoria/job/firestore';

import type { KeyStore } from '../ports/key-store.ts';
import type { ApiKey } from './api-key.ts';

type Firestore = Awaited<ReturnType<typeof openFirestore>>;

/** Not found: the codes of gRPC. */
const notFound = 5;

/** Keys as documents of one collection, named by their id. */
export function createFirestoreKeyStore(firestore: Firestore, collection = 'api-keys'): KeyStore {
  const keys = firestore.collection(collection);
  const find = async (id: string) => toKey((await keys.doc(id).get()).data());
  return {
    async add(key) {
      await keys.doc(key.id).create({ ...key });
    },
    find,
    async list() {
      const found = await keys.orderBy('createdAt', 'desc').get();
      return found.docs.flatMap((document) => toKey(document.data()) ?? []);
    },
    async revoke(id, at) {
      await firestore.runTransaction(async (transaction) => {
        const found = await transaction.get(keys.doc(id));
        if (found.exists && found.get('revokedAt') === undefined) {
          transaction.update(keys.doc(id), { revokedAt: at });
        }
      });
      return find(id);
    },
    async touch(id, at) {
      await keys
        .doc(id)
        .update({ lastUsedAt: at })
        .catch((error: unknown) => {
          if (!(error instanceof Object && 'code' in error && error.code === notFound)) throw error;
        });
    },
  };
}

/** Only this adapter writes the collection: its documents have the shape that they were given. */
const toKey = (data: object | undefined): ApiKey | undefined => data && ({ ...data } as ApiKey);
