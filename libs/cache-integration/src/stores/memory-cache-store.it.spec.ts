import { createMemoryCacheStore, type StoreEvent } from '@la-factoria/cache';
import { describeCacheStoreContract, entryOf } from '@la-factoria/cache/testing';
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
const bytesEntry = (length: number) => entryOf(new Uint8Array(length));

function openStore(options: Parameters<typeof createMemoryCacheStore>[0] = {}) {
  let now = 0;
  const store = createMemoryCacheStore({ clock: () => now, ...options });
  const events: StoreEvent[] = [];
  store.watch((event) => events.push(event));
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const lengthOf = (key: string) => {
    const value = store.get(key)?.value;
    return value instanceof Uint8Array ? value.byteLength : undefined;
  };
  return { store, events, pass, lengthOf };
}

describe('the memory store', () => {
  test('when the bytes run out, the least recently used value goes, the bound holds, and an event tells', () => {
    const { store, events, lengthOf } = openStore({ maxBytes: 40 * kilobyte });
    for (const key of ['a', 'b', 'c']) store.set(key, bytesEntry(10 * kilobyte));
    store.get('a');
    store.set('d', bytesEntry(10 * kilobyte));
    const whole = 10 * kilobyte;
    expect(['a', 'b', 'c', 'd'].map(lengthOf)).toEqual([whole, undefined, whole, whole]);
    expect(store.bytes).toBeLessThanOrEqual(40 * kilobyte);
    expect(store.bytes).toBeGreaterThan(30 * kilobyte);
    const bytes = expect.any(Number);
    expect(events).toEqual([{ type: 'evicted', store: 'memory', key: 'b', bytes }]);
  });

  test('when values are replaced, deleted, expired or cleared, no event says they made room', () => {
    const { store, events, pass } = openStore();
    for (const key of ['a', 'a', 'b', 'n:1', 'c', 'd']) store.set(key, bytesEntry(10));
    store.delete('b');
    store.deleteNamespace('n');
    pass(120_000);
    store.get('c');
    store.clear();
    expect(events).toEqual([]);
    expect(store.bytes).toBe(0);
  });

  test('when a value is larger than may be, it is told, not kept, and what it replaces is gone', () => {
    const { store, events, lengthOf } = openStore({ maxBytes: 40 * kilobyte, maxValueBytes: kilobyte });
    store.set('small', bytesEntry(kilobyte));
    store.set('grown', bytesEntry(kilobyte));
    store.set('grown', bytesEntry(kilobyte + 1));
    expect([lengthOf('grown'), lengthOf('small')]).toEqual([undefined, kilobyte]);
    expect(events).toEqual([{ type: 'oversized', store: 'memory', key: 'grown', bytes: kilobyte + 1 }]);
  });

  test('when a text is as large as a value may be, it is weighed without its JSON', () => {
    const { store } = openStore({ maxBytes: 40 * kilobyte, maxValueBytes: 10 * kilobyte });
    const text = 'x'.repeat(9 * kilobyte);
    store.set('text', entryOf(text, { json: JSON.stringify(text) }));
    expect(store.get('text')?.value).toBe(text);
    expect(store.get('text')).not.toHaveProperty('json');
    expect(store.bytes).toBeLessThan(10 * kilobyte);
  });

  test('when an entry is asked for again, it is the same one, deeply frozen', () => {
    const { store } = openStore();
    store.set('a', entryOf({ cards: [{ front: 'ebb' }] }));
    const entry = store.get('a');
    expect(store.get('a')).toBe(entry);
    const inner = Object(entry?.value).cards;
    expect([entry, entry?.value, inner, inner[0]].map((part) => Object.isFrozen(part))).toEqual(
      Array(4).fill(true),
    );
  });

  test('when the values are tiny, what each takes up beside its bytes counts too', () => {
    const { store, lengthOf } = openStore({ maxBytes: 10_000 });
    const keys = Array.from({ length: 1000 }, (_, index) => `key-${index}`);
    for (const key of keys) store.set(key, bytesEntry(0));
    expect(keys.filter((key) => lengthOf(key) !== undefined).length).toBeLessThan(30);
    expect(lengthOf('key-999')).toBe(0);
  });

  test('when an entry is said to be usable for less long, it goes at that moment', () => {
    const { store, pass } = openStore();
    store.set('a', entryOf('value'), 100);
    pass(99);
    expect(store.get('a')?.value).toBe('value');
    pass(1);
    expect(store.get('a')).toBeUndefined();
    store.set('b', entryOf('value'), 0);
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
