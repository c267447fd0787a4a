import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { CacheEntry } from '../ports/cache-store.ts';
import { checksum, checksumBytes } from './checksum.ts';
import { openEntry, sealEntry } from './sealed-entry.ts';

const maxRawBytes = 1_000_000;
const generation = 'generation12';
const entryOf = (value: unknown, overrides: Partial<CacheEntry> = {}): CacheEntry => ({
  ...{ outcome: 'value', value, stamp: 'stamp-letter', storedAt: 1, freshUntil: 2, usableUntil: 3 },
  ...{ computeMilliseconds: 4, ...overrides },
});
const seal = (entry: CacheEntry, compressFromBytes = Infinity) =>
  sealEntry('key', entry, { generation, compressFromBytes });
const time = fc.double({ min: 0, max: 8.64e15, noNaN: true });
const anyValue = fc.oneof(
  fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 300 }),
);

/** As a writer that means it would: with the checksum of what it says. */
function resealed(sealed: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(sealed);
  change(copy);
  const end = copy.length - checksumBytes;
  copy.writeBigUInt64BE(checksum('key', copy.subarray(0, end)), end);
  return copy;
}

describe('a sealed entry', () => {
  test('when it is opened, the same entry and generation come back, compressed or not', async () => {
    const times = fc.record({ storedAt: time, freshUntil: time, usableUntil: time });
    await fc.assert(
      fc.asyncProperty(anyValue, times, fc.boolean(), async (value, when, isCompressed) => {
        const entry = entryOf(value, when);
        const sealed = await seal(entry, isCompressed ? 0 : Infinity);
        expect(await openEntry('key', sealed, maxRawBytes)).toEqual({ state: 'whole', entry, generation });
      }),
    );
  });

  test('when it remembers a failure, that comes back as one', async () => {
    const entry = entryOf({ name: 'Error', message: 'slow' }, { outcome: 'error' });
    expect(await openEntry('key', await seal(entry), maxRawBytes)).toMatchObject({ entry });
  });

  test.each([
    ['as it is', Infinity],
    ['compressed', 0],
  ])('F14 when any one bit of it was changed, or it was cut anywhere, it is broken: %s', async (_, from) => {
    const sealed = await seal(entryOf({ text: 'the tide '.repeat(20) }), from);
    const states = [];
    for (let bit = 0; bit < sealed.byteLength * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      states.push((await openEntry('key', changed, maxRawBytes)).state);
    }
    for (let length = 0; length < sealed.byteLength; length += 1)
      states.push((await openEntry('key', sealed.subarray(0, length), maxRawBytes)).state);
    expect(states).toEqual(Array(sealed.byteLength * 9).fill('broken'));
  });

  test.each<[string, (copy: Buffer) => void, string]>([
    ['another format', (copy) => copy.writeUInt8(0x58, 28), 'of an unknown format'],
    ['bytes for text', (copy) => copy.fill(0xff, 62), 'no JSON'],
    ['fewer bytes than there are', (copy) => copy.writeUInt32BE(1, 58), 'not as long as it says'],
    ['gigabytes', (copy) => copy.writeUInt32BE(0xffffffff, 58), 'of 4294967295 bytes, more than 1000000'],
    [
      'compression where there is none',
      (copy) => copy.writeUInt8(1, 29),
      'its compressed payload is damaged',
    ],
  ])('F14 when its checksum is right and it claims %s, it is broken', async (_what, change, reason) => {
    const sealed = resealed(await seal(entryOf('the tide')), change);
    expect(await openEntry('key', sealed, maxRawBytes)).toEqual({ state: 'broken', reason });
  });

  test('F14 when a large compressed payload is damaged, it is broken, not a rejection', async () => {
    const sealed = await seal(entryOf('the tide '.repeat(50_000)), 0);
    const damaged = resealed(sealed, (copy) => copy.fill(0, 62));
    expect(await openEntry('key', sealed, maxRawBytes)).toMatchObject({ state: 'whole' });
    const reason = 'its compressed payload is damaged';
    expect(await openEntry('key', damaged, maxRawBytes)).toEqual({ state: 'broken', reason });
  });

  test('F14 when it stands under another key, or is foreign, it is broken', async () => {
    const sealed = await seal(entryOf(1));
    expect(await openEntry('other', sealed, maxRawBytes)).toMatchObject({ reason: 'its checksum differs' });
    expect(await openEntry('key', Buffer.alloc(100, 'x'), maxRawBytes)).toMatchObject({ reason: 'foreign' });
  });
});
