import { type CacheError, type CacheStore, createCache, createMemoryCacheStore } from '@la-factoria/cache';
import { describe, expect, test } from '@jest/globals';

const text = (value: string) => new TextEncoder().encode(value);

/** A cache over a real memory store, with one value in it, of which the test may change the stored bytes. */
async function createFilledCache() {
  const store = createMemoryCacheStore();
  const cache = createCache({ store });
  await cache.getOrCompute('key', () => ({ secret: 'computed once' }));
  const sealed = await store.get('key');
  if (sealed === undefined) throw new Error('the value was not stored');
  return { store, cache, sealed };
}

describe('stored values that are broken', () => {
  test.each<[string, (sealed: Uint8Array) => Uint8Array]>([
    ['cut short', (sealed) => sealed.slice(0, -1)],
    ['cut within its head', (sealed) => sealed.slice(0, 6)],
    ['empty', () => new Uint8Array(0)],
    ['longer by a byte', (sealed) => Uint8Array.of(...sealed, 0x20)],
    [
      'changed in one bit',
      (sealed) => sealed.map((byte, index) => (index === sealed.length - 3 ? byte ^ 1 : byte)),
    ],
    ['from someone else', () => text('{"secret":"never computed here"}')],
    ['from a later version', (sealed) => Uint8Array.of(...text('LFC9'), ...sealed.slice(4))],
  ])('when the stored value is %s, it is a counted miss and never served', async (_what, change) => {
    const { store, cache, sealed } = await createFilledCache();
    await store.set('key', change(sealed), 60);
    expect(await cache.getOrCompute('key', () => ({ secret: 'computed again' }))).toEqual({
      value: { secret: 'computed again' },
      source: 'computed',
    });
    expect(cache.stats()).toMatchObject({ hits: 0, misses: 2, broken: 1, errors: 0 });
  });

  test('when a value stands under the key of another, it is not served', async () => {
    const { store, cache, sealed } = await createFilledCache();
    await store.set('other', sealed, 60);
    expect((await cache.getOrCompute('other', () => 'own')).value).toBe('own');
    expect(cache.stats().broken).toBe(1);
  });

  test('when a broken value is met and the computation fails, the broken value is gone', async () => {
    const { store, cache } = await createFilledCache();
    await store.set('key', text('broken'), 60);
    await expect(cache.getOrCompute('key', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await store.get('key')).toBeUndefined();
  });
});

describe('a store that fails', () => {
  const down = () => Promise.reject(new Error('connection refused'));
  const createCacheOver = (faults: Partial<CacheStore>) => {
    const seen: CacheError[] = [];
    const store = { ...createMemoryCacheStore(), bytes: 0, ...faults };
    return { seen, cache: createCache({ store, onStoreError: (error) => seen.push(error) }) };
  };

  test('when it is down, every call computes, answers right, and the failures are counted and told', async () => {
    const { cache, seen } = createCacheOver({ get: down, set: down, delete: down });
    expect(await cache.getOrCompute('key', () => 1)).toEqual({ value: 1, source: 'computed' });
    expect(await cache.getOrCompute('key', () => 2)).toEqual({ value: 2, source: 'computed' });
    expect(cache.stats()).toMatchObject({ hits: 0, misses: 2, errors: 4 });
    expect(seen.map(({ code, isRetryable, message }) => ({ code, isRetryable, message }))).toEqual(
      ['read', 'write', 'read', 'write'].map((doing) => ({
        code: 'store-failed',
        isRetryable: true,
        message: `the cache store failed to ${doing}`,
      })),
    );
    expect(seen[0]?.cause).toEqual(new Error('connection refused'));
  });

  test('when only writing fails, callers at once still share one computation', async () => {
    const { cache } = createCacheOver({ set: down });
    const answers = await Promise.all([1, 2, 3].map((call) => cache.getOrCompute('key', () => call)));
    expect(answers.map(({ value }) => value)).toEqual([1, 1, 1]);
    expect(cache.stats()).toMatchObject({ misses: 1, coalesced: 2, errors: 1 });
  });
});
