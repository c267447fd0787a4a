import { describe, expect, test } from '@jest/globals';

import type { KeyStore } from '../ports/key-store.ts';
import { type ApiKey, hashOfKey, idOfKey, newKey } from './api-key.ts';
import { createKeyRing } from './key-ring.ts';

const firstKey = 'the-first-key-of-24-characters';
const key = newKey();

/** One key, and how often it was asked for. */
function storeOf(more: Partial<ApiKey> = {}) {
  const stored: ApiKey = {
    ...{ id: idOfKey(key) ?? '', owner: 'ana', scopes: ['jobs:read'], hash: hashOfKey(key), createdAt: 0 },
    ...more,
  };
  const touches: number[] = [];
  let finds = 0;
  const store: Pick<KeyStore, 'find' | 'touch'> = {
    async find(id) {
      finds += 1;
      return id === stored.id ? stored : undefined;
    },
    async touch(_id, at) {
      touches.push(at);
    },
  };
  return { store: store as KeyStore, touches, finds: () => finds };
}

function ringOf(store: KeyStore, { rememberSeconds = 0 } = {}) {
  let time = 1_000_000;
  const errors: unknown[] = [];
  const find = createKeyRing({
    ...{ store, firstKey, now: () => time, onError: (error) => errors.push(error), rememberSeconds },
  });
  return { find, errors, pass: (milliseconds: number) => void (time += milliseconds) };
}

describe('createKeyRing', () => {
  test('when the first key is shown, it opens everything of the first owner', async () => {
    const { find } = ringOf(storeOf().store);
    expect(await find(firstKey)).toEqual({
      ...{ keyId: 'first', owner: 'owner-1', scopes: ['jobs:read', 'jobs:write', 'admin'] },
    });
  });

  test('when a stored key is shown, its owner and scopes are told', async () => {
    const { find } = ringOf(storeOf().store);
    expect(await find(key)).toEqual({ keyId: idOfKey(key), owner: 'ana', scopes: ['jobs:read'] });
  });

  test.each<[string, string, Partial<ApiKey>]>([
    ['a part of the first key', firstKey.slice(0, -1), {}],
    ['more than the first key', `${firstKey}!`, {}],
    ['nothing', '', {}],
    ['the right id with another secret', `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`, {}],
    ['the id alone', key.split('_').slice(0, 2).join('_'), {}],
    ['another id with the secret', key.replace(/_[0-9a-f]{12}_/, '_000000000000_'), {}],
    ['the hash', hashOfKey(key), {}],
    ['a key that is revoked', key, { revokedAt: 999_999 }],
    ['a key whose time is over', key, { expiresAt: 1_000_000 }],
  ])('when %s is shown, nobody is let in', async (_name, shown, more) => {
    const { find } = ringOf(storeOf(more).store);
    expect(await find(shown)).toBeUndefined();
  });

  test('when a key is used often, that is noted once a minute', async () => {
    const { store, touches } = storeOf();
    const { find, pass } = ringOf(store);
    await find(key);
    pass(59_999);
    await find(key);
    pass(1);
    await find(key);
    expect(touches).toEqual([1_000_000, 1_060_000]);
  });

  test('when the use of a key can not be noted, it lets in all the same', async () => {
    const { store } = storeOf();
    store.touch = () => Promise.reject(new Error('away'));
    const { find, errors } = ringOf(store);
    expect(await find(key)).toBeDefined();
    await Promise.resolve();
    expect(errors).toEqual([new Error('away')]);
  });

  test('when keys are remembered, the store is asked once in that time, also for one that is not there', async () => {
    const { store, finds } = storeOf();
    const { find, pass } = ringOf(store, { rememberSeconds: 10 });
    const unknown = newKey();
    for (const shown of [key, key, unknown, unknown]) await find(shown);
    expect(finds()).toBe(2);
    pass(10_000);
    await find(key);
    expect(finds()).toBe(3);
  });
});
