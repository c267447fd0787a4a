import { createMemoryCacheStore } from '@la-factoria/cache';
import { describeCacheStoreContract } from '@la-factoria/cache/testing';
import { describe, expect, test } from '@jest/globals';

describeCacheStoreContract('memory', () => {
  let now = 0;
  return {
    store: createMemoryCacheStore({ clock: () => now }),
    passSeconds: (seconds) => {
      now += seconds * 1000;
    },
    close: () => {},
  };
});

const kilobyte = 1024;

describe('the memory store', () => {
  test('when the bytes run out, the least recently used value goes and the bound holds', async () => {
    const store = createMemoryCacheStore({ maxBytes: 40 * kilobyte });
    await store.set('a', new Uint8Array(10 * kilobyte), 60);
    await store.set('b', new Uint8Array(10 * kilobyte), 60);
    await store.set('c', new Uint8Array(10 * kilobyte), 60);
    await store.get('a');
    await store.set('d', new Uint8Array(10 * kilobyte), 60);

    const sizes = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (key) => (await store.get(key))?.byteLength),
    );
    expect(sizes).toEqual([10 * kilobyte, undefined, 10 * kilobyte, 10 * kilobyte]);
    expect(store.bytes).toBeLessThanOrEqual(40 * kilobyte);
    expect(store.bytes).toBeGreaterThan(30 * kilobyte);
  });

  test('when a value is larger than a value may be, it is not kept, and what it replaces is gone', async () => {
    const store = createMemoryCacheStore({ maxBytes: 40 * kilobyte, maxValueBytes: kilobyte });
    await store.set('small', new Uint8Array(kilobyte), 60);
    await store.set('grown', new Uint8Array(kilobyte), 60);
    await store.set('grown', new Uint8Array(kilobyte + 1), 60);
    expect(await store.get('grown')).toBeUndefined();
    expect((await store.get('small'))?.byteLength).toBe(kilobyte);
  });

  test('when the values are tiny, what each takes up beside its bytes counts too', async () => {
    const store = createMemoryCacheStore({ maxBytes: 10_000 });
    const keys = Array.from({ length: 1000 }, (_, index) => `key-${index}`);
    for (const key of keys) await store.set(key, new Uint8Array(0), 60);
    const found = await Promise.all(keys.map((key) => store.get(key)));
    expect(found.filter((bytes) => bytes !== undefined).length).toBeLessThan(20);
    expect(found.at(-1)?.byteLength).toBe(0);
  });

  test('when everything was deleted or has expired and been asked for, no bytes are counted', async () => {
    let now = 0;
    const store = createMemoryCacheStore({ clock: () => now });
    await store.set('deleted', new Uint8Array(10), 60);
    await store.set('expired', new Uint8Array(10), 1);
    now = 1000;
    await store.delete('deleted');
    await store.get('expired');
    expect(store.bytes).toBe(0);
  });

  test.each([
    [{ maxBytes: 0 }, 'maxBytes must be a positive whole number of bytes, got 0'],
    [{ maxBytes: 1.5 }, 'got 1.5'],
    [{ maxBytes: Number.NaN }, 'got NaN'],
    [{ maxValueBytes: -1 }, 'maxValueBytes must be a positive whole number of bytes, got -1'],
    [{ maxBytes: 10, maxValueBytes: 11 }, 'maxValueBytes 11 is more than maxBytes 10'],
  ])('when the options are %j, it refuses at once and shows the value', (options, message) => {
    expect(() => createMemoryCacheStore(options)).toThrow(
      expect.objectContaining({ code: 'options-invalid', message: expect.stringContaining(message) }),
    );
  });
});
