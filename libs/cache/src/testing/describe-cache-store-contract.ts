import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { CacheEntry, CacheStore } from '../ports/cache-store.ts';

/** One store under test, empty, with a way to let its time pass. */
export interface CacheStoreHarness {
  store: CacheStore;
  /** Moves the store's clock; a store elsewhere may have to wait for real. */
  passSeconds(seconds: number): void | Promise<void>;
  /** What entries' times are counted by, in milliseconds since 1970. @default Date.now */
  clock?: () => number;
  close(): void | Promise<void>;
}

const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
const newStamp = () => randomUUID().replaceAll('-', '').slice(0, 12);

/** What every CacheStore must do, at once or by a promise. Call it at the top level of a test file, once an adapter. */
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

    const entryOf = (value: unknown, usableSeconds = 60, overrides: Partial<CacheEntry> = {}): CacheEntry => {
      const storedAt = harness.clock?.() ?? Date.now();
      const usableUntil = storedAt + usableSeconds * 1000;
      return {
        ...{ outcome: 'value', value, stamp: newStamp(), storedAt },
        ...{ freshUntil: storedAt + usableSeconds * 500, usableUntil, computeMilliseconds: 7 },
        ...overrides,
      };
    };

    const valueOf = async (key: string): Promise<unknown> => (await store.get(key))?.value;

    test('when nothing was set, get answers undefined', async () => {
      expect(await store.get('contract:absent')).toBeUndefined();
    });

    test('when an entry was set, get answers every field of it', async () => {
      const entry = entryOf({ terms: ['ebb', 'flood'] }, 60, { computeMilliseconds: 1234 });
      await store.set('contract:entry', entry);
      expect(await store.get('contract:entry')).toMatchObject({ ...entry });
    });

    test('when the entry of a failure was set, get answers it as one', async () => {
      const record = { name: 'ProviderError', message: 'slow', code: 'timed-out', isRetryable: true };
      await store.set('contract:failed', entryOf(record, 60, { outcome: 'error' }));
      expect(await store.get('contract:failed')).toMatchObject({ outcome: 'error', value: record });
    });

    test.each<[string, unknown]>([
      ['null', null],
      ['false', false],
      ['0', 0],
      ['an empty text', ''],
      ['an empty list', []],
      ['an empty object', {}],
      ['bytes of every value', everyByte],
      ['no bytes', new Uint8Array(0)],
      ['bytes that look like JSON', new TextEncoder().encode('{"a":1}')],
      ['letters of every plane', 'aé‧Ж漢🌊𐍈\u{10ffff}\u0000'],
      ['lone surrogates', ['\ud800', 'a\udc00b']],
      ['a text of 400 kB', 'the tide comes and goes, '.repeat(16_000)],
      ['a wide text of 400 kB', 'прилив и отлив '.repeat(16_000)],
      ['bytes of 400 kB', Uint8Array.from({ length: 400_000 }, (_, index) => (index * index) >> 3)],
      ['a name that is special', JSON.parse('{"__proto__":{"a":1},"constructor":2}')],
    ])('when the value is %s, it comes back', async (_what, value) => {
      await store.set('contract:value', entryOf(value));
      const found = await store.get('contract:value');
      expect(found).toBeDefined();
      expect(comparable(found?.value)).toEqual(comparable(value));
    });

    test('when the entry brings its text, its value comes back', async () => {
      await store.set('contract:json', entryOf({ a: [1] }, 60, { json: '{"a":[1]}' }));
      expect(await valueOf('contract:json')).toEqual({ a: [1] });
    });

    test('when a key is set again, the last entry stands', async () => {
      const second = entryOf('second');
      await store.set('contract:twice', entryOf('first'));
      await store.set('contract:twice', second);
      expect(await store.get('contract:twice')).toMatchObject({ value: 'second', stamp: second.stamp });
    });

    test('when two keys differ only in case, they hold two values', async () => {
      await store.set('contract:case', entryOf('lower'));
      await store.set('contract:CASE', entryOf('upper'));
      expect([await valueOf('contract:case'), await valueOf('contract:CASE')]).toEqual(['lower', 'upper']);
    });

    test('when a key was deleted, get answers undefined and the others stay', async () => {
      await store.set('contract:gone', entryOf('gone'));
      await store.set('contract:kept', entryOf('kept'));
      await store.delete('contract:gone');
      expect([await valueOf('contract:gone'), await valueOf('contract:kept')]).toEqual([undefined, 'kept']);
    });

    test('when what is deleted is not there, nothing happens', async () => {
      await store.set('contract:kept', entryOf('kept'));
      await store.delete('contract:never');
      await store.deleteNamespace('never');
      expect(await valueOf('contract:kept')).toBe('kept');
    });

    test('when a namespace was deleted, its keys are gone, and those of longer and shorter names stay', async () => {
      for (const key of ['a:1', 'a:2:3', 'ab:1', 'a', 'b:a:1']) await store.set(key, entryOf(key));
      await store.deleteNamespace('a');
      const found = [];
      for (const key of ['a:1', 'a:2:3', 'ab:1', 'a', 'b:a:1']) found.push(await valueOf(key));
      expect(found).toEqual([undefined, undefined, 'ab:1', 'a', 'b:a:1']);
    });

    test('when a key is computed and set after its namespace was deleted, it is there', async () => {
      await store.set('a:1', entryOf('old'));
      await store.deleteNamespace('a');
      await harness.passSeconds(0.05);
      await store.set('a:1', entryOf('new', 60, { computeMilliseconds: 0 }));
      expect(await valueOf('a:1')).toBe('new');
    });

    test.each([
      [
        'bytes',
        () => Uint8Array.of(1, 2, 3),
        (value: unknown) => value instanceof Uint8Array && value.fill(0),
      ],
      [
        'a Buffer',
        () => Buffer.of(1, 2, 3),
        (value: unknown) => value instanceof Uint8Array && value.fill(0),
      ],
      ['an object', () => ({ a: { b: 1 } }), (value: unknown) => Reflect.set(memberOf(value, 'a'), 'b', 2)],
      ['a list', () => ({ a: [1] }), (value: unknown) => Reflect.set(memberOf(value, 'a'), '0', 2)],
    ])(
      'when %s that was set is changed afterwards, the stored value stays',
      async (_what, create, change) => {
        const value = create();
        await store.set('contract:changed', entryOf(value));
        change(value);
        const unchanged = create();
        expect(await valueOf('contract:changed')).toEqual(
          unchanged instanceof Uint8Array ? new Uint8Array(unchanged) : unchanged,
        );
      },
    );

    test('when an object that get answered is changed, the stored value stays', async () => {
      await store.set('contract:changed', entryOf({ a: { b: 1 } }));
      Reflect.set(memberOf(await valueOf('contract:changed'), 'a'), 'b', 2);
      expect(await valueOf('contract:changed')).toEqual({ a: { b: 1 } });
    });

    test('when less time has passed than it is usable, the entry is there', async () => {
      await store.set('contract:time', entryOf('usable', 30));
      await harness.passSeconds(0.1);
      expect(await valueOf('contract:time')).toBe('usable');
    });

    test('when it is no longer fresh, yet usable, the entry is there', async () => {
      const entry = entryOf('stale', 60);
      await store.set('contract:time', { ...entry, freshUntil: entry.storedAt });
      await harness.passSeconds(0.05);
      expect(await valueOf('contract:time')).toBe('stale');
    });

    test('when it is usable no longer, the entry is gone', async () => {
      await store.set('contract:time', entryOf('old', 0.2));
      await harness.passSeconds(0.3);
      expect(await store.get('contract:time')).toBeUndefined();
    });

    test('when a key is set again, its time starts again', async () => {
      await store.set('contract:time', entryOf('first', 0.2));
      await store.set('contract:time', entryOf('second', 60));
      await harness.passSeconds(0.3);
      expect(await valueOf('contract:time')).toBe('second');
    });
  });
}

/** Comparing bytes one by one takes seconds where there are many. */
const comparable = (value: unknown): unknown =>
  value instanceof Uint8Array && value.constructor === Uint8Array
    ? { bytes: Buffer.from(value).toString('base64') }
    : value;

function memberOf(value: unknown, name: string): object {
  const member: unknown = Object(value)[name];
  if (typeof member === 'object' && member !== null) return member;
  throw new Error(`there should be an object in ${name}`);
}
