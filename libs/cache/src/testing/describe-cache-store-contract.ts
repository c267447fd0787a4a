import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { CacheStore } from '../ports/cache-store.ts';

/** One store under test, empty, with a way to let its time pass. */
export interface CacheStoreHarness {
  store: CacheStore;
  /** Moves the store's clock; a store elsewhere may have to wait for real. */
  passSeconds(seconds: number): void | Promise<void>;
  close(): void | Promise<void>;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What every CacheStore must do. Call it at the top level of a test file, once an adapter. */
export function describeCacheStoreContract(
  name: string,
  createHarness: () => CacheStoreHarness | Promise<CacheStoreHarness>,
): void {
  describe(`the contract of a cache store: ${name}`, () => {
    let harness: CacheStoreHarness;
    let store: CacheStore;

    beforeEach(async () => {
      harness = await createHarness();
      store = harness.store;
    });

    afterEach(() => harness.close());

    test('when nothing was set, get answers undefined', async () => {
      expect(await store.get('contract:absent')).toBeUndefined();
    });

    test('when a value was set, get answers its bytes', async () => {
      const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
      await store.set('contract:bytes', everyByte, 60);
      expect(Array.from((await store.get('contract:bytes')) ?? [])).toEqual(Array.from(everyByte));
    });

    test('when an empty value was set, get answers an empty value, not undefined', async () => {
      await store.set('contract:empty', new Uint8Array(0), 60);
      expect((await store.get('contract:empty'))?.byteLength).toBe(0);
    });

    test('when a key is set again, the last value stands', async () => {
      await store.set('contract:twice', bytesOf('first'), 60);
      await store.set('contract:twice', bytesOf('second'), 60);
      expect(await store.get('contract:twice')).toEqual(bytesOf('second'));
    });

    test('when two keys differ only in case, they hold two values', async () => {
      await store.set('contract:case', bytesOf('lower'), 60);
      await store.set('contract:CASE', bytesOf('upper'), 60);
      expect(await store.get('contract:case')).toEqual(bytesOf('lower'));
    });

    test('when a key was deleted, get answers undefined and the others stay', async () => {
      await store.set('contract:gone', bytesOf('gone'), 60);
      await store.set('contract:kept', bytesOf('kept'), 60);
      await store.delete('contract:gone');
      expect(await store.get('contract:gone')).toBeUndefined();
      expect(await store.get('contract:kept')).toEqual(bytesOf('kept'));
    });

    test('when what is deleted is not there, nothing happens', async () => {
      await expect(store.delete('contract:never')).resolves.toBeUndefined();
    });

    test('when the bytes that were set are changed afterwards, the stored value stays', async () => {
      const bytes = bytesOf('stored');
      await store.set('contract:mutated', bytes, 60);
      bytes.fill(0);
      expect(await store.get('contract:mutated')).toEqual(bytesOf('stored'));
    });

    test('when the bytes that get answered are changed, the stored value stays', async () => {
      await store.set('contract:mutated', bytesOf('stored'), 60);
      (await store.get('contract:mutated'))?.fill(0);
      expect(await store.get('contract:mutated')).toEqual(bytesOf('stored'));
    });

    test('when less than the time to live has passed, the value is there', async () => {
      await store.set('contract:ttl', bytesOf('fresh'), 10);
      await harness.passSeconds(8);
      expect(await store.get('contract:ttl')).toEqual(bytesOf('fresh'));
    });

    test('when the time to live has passed, the value is gone', async () => {
      await store.set('contract:ttl', bytesOf('old'), 1.5);
      await harness.passSeconds(2);
      expect(await store.get('contract:ttl')).toBeUndefined();
    });

    test('when a key is set again, its time to live starts again', async () => {
      await store.set('contract:ttl', bytesOf('first'), 2);
      await harness.passSeconds(1);
      await store.set('contract:ttl', bytesOf('second'), 10);
      await harness.passSeconds(3);
      expect(await store.get('contract:ttl')).toEqual(bytesOf('second'));
    });
  });
}
