import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { BlobStore } from '../ports/blob-store.ts';

export interface BlobStoreHarness {
  store: BlobStore;
  close(): void | Promise<void>;
}

/** What every BlobStore must do. Call it at the top level of a test file, once an adapter. */
export function describeBlobStoreContract(
  name: string,
  makeStore: () => BlobStoreHarness | Promise<BlobStoreHarness>,
): void {
  describe(`the contract of a blob store: ${name}`, () => {
    let harness: BlobStoreHarness | undefined;
    beforeEach(async () => {
      harness = await makeStore();
    });
    afterEach(() => harness?.close());
    const store = (): BlobStore => {
      if (!harness) throw new Error('The store is made before each test, not before.');
      return harness.store;
    };

    test.each([
      ['empty', ''],
      ['short, with every kind of character', `NUL \u0000, quotes ' " \`, emoji 🌊, \r\n, RTL \u202e, ü`],
      ['4 MB long', 'All work and no play. '.repeat(190_000)],
      ['3 MB long, of characters that take four bytes, after one that takes one', `a${'🌊'.repeat(750_000)}`],
    ])('when a text is %s, it comes back as it was', async (_, text) => {
      await store().put('jobs/1/a', text);
      expect(await store().get('jobs/1/a')).toBe(text);
    });

    test('when there is no such blob, get answers undefined', async () => {
      await store().put('jobs/1/a', 'A text.');
      expect(await store().get('jobs/1/b')).toBeUndefined();
      expect(await store().get('jobs/1/')).toBeUndefined();
    });

    test('when the same text is put again, it is there as before', async () => {
      await store().put('jobs/1/a', 'A text.');
      await store().put('jobs/1/a', 'A text.');
      expect(await store().get('jobs/1/a')).toBe('A text.');
    });

    test('when a prefix is deleted, all blobs below it are gone, and no others', async () => {
      const kept = ['jobs/10/a', 'jobs/2/a', 'jobs/0/z', 'a'];
      for (const key of ['jobs/1/a', 'jobs/1/b-c_d.e', 'jobs/1/Z/9', ...kept]) await store().put(key, key);
      await store().delete('jobs/1/');
      for (const key of ['jobs/1/a', 'jobs/1/b-c_d.e', 'jobs/1/Z/9']) {
        expect(await store().get(key)).toBeUndefined();
      }
      for (const key of kept) expect(await store().get(key)).toBe(key);
    });

    test('when one key is deleted, the blob beside it stays', async () => {
      await store().put('jobs/1/a', 'A text.');
      await store().put('jobs/1/b', 'Another.');
      await store().delete('jobs/1/a');
      expect(await store().get('jobs/1/a')).toBeUndefined();
      expect(await store().get('jobs/1/b')).toBe('Another.');
    });

    test('when nothing is there to delete, nothing happens', async () => {
      await expect(store().delete('jobs/1/')).resolves.toBeUndefined();
    });
  });
}
