import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { statusError, tapWire } from './firestore-wire.ts';
import { openFirestoreStore, openInMemoryDatabase } from './open-firestore-database.ts';

const permissionDenied = 7;
const key = 'jobs/1/a';
const long = 'All work and no play. '.repeat(190_000);
const chunks = 6;

function open() {
  const database = openInMemoryDatabase();
  const { blobs, firestore } = openFirestoreStore(database.connect());
  return { ...database, blobs, firestore, wire: tapWire(firestore) };
}

describe('blobs in Firestore', () => {
  let opened: ReturnType<typeof open> | undefined;
  beforeEach(() => {
    opened = open();
  });
  afterEach(() => opened?.close());
  const workplace = () => {
    if (!opened) throw new Error('The database is opened before each test.');
    return opened;
  };

  function failAfterCommits(count: number): void {
    const { wire } = workplace();
    let commits = 0;
    wire.faults.before = ({ method }) => {
      if (method === 'commit' && (commits += 1) > count) throw statusError(permissionDenied);
    };
  }

  test('when a text has 4 MB, it takes so many documents as it has parts of less than 1 MiB', async () => {
    const { blobs, documents } = workplace();
    await blobs.put(key, long);
    expect(Object.keys(documents())).toHaveLength(chunks);
  });

  test.each([1, chunks - 1])(
    'when a put breaks off after %i documents, there is no blob, and to delete it removes them',
    async (count) => {
      const { blobs, documents, wire } = workplace();
      failAfterCommits(count);
      await expect(blobs.put(key, long)).rejects.toMatchObject({ code: 'store-unavailable' });
      wire.faults = {};
      expect(Object.keys(documents())).toHaveLength(count);
      expect(await blobs.get(key)).toBeUndefined();
      await blobs.delete(key);
      expect(documents()).toEqual({});
    },
  );

  test('when any of its documents is gone, as while it is deleted, there is no blob', async () => {
    const { blobs, documents, firestore } = workplace();
    await blobs.put(key, long);
    const paths = Object.keys(documents());
    const found: unknown[] = [];
    for (const path of paths) {
      await firestore.doc(path).delete();
      found.push(await blobs.get(key));
      await blobs.put(key, long);
    }
    expect(found).toEqual(Array.from({ length: chunks }, () => undefined));
    expect(await blobs.get(key)).toBe(long);
  });

  test('when there are more documents than one commit may delete, all are deleted', async () => {
    const { blobs, documents, wire } = workplace();
    for (let index = 0; index < 120; index += 1) await blobs.put(`jobs/1/${index}`, 'A text.');
    wire.requests.length = 0;
    await blobs.delete('jobs/1/');
    expect(documents()).toEqual({});
    expect(wire.requests.filter(({ method }) => method === 'commit')).toHaveLength(2);
  });
});
