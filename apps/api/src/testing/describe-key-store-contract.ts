import { describe, expect, test } from '@jest/globals';

import { type ApiKey, hashOfKey } from '../keys/api-key.ts';
import type { KeyStore } from '../ports/key-store.ts';

const keyOf = (id: string, more: Partial<ApiKey> = {}): ApiKey => ({
  ...{
    id,
    owner: 'ana',
    scopes: ['jobs:read', 'admin'],
    hash: hashOfKey(`lf_${id}_secret`),
    createdAt: 1000,
  },
  ...more,
});

/** What every KeyStore must do; each test has a store of its own. */
export function describeKeyStoreContract(name: string, openStore: () => Promise<KeyStore>): void {
  describe(`the contract of a key store: ${name}`, () => {
    test('when a key is added, it is found as it was, whole or with what may be left out', async () => {
      const store = await openStore();
      const whole = keyOf('00000000000a', { name: 'ana’s laptop', expiresAt: 9000 });
      const bare = keyOf('00000000000b');
      await store.add(whole);
      await store.add(bare);

      expect(await store.find('00000000000a')).toStrictEqual(whole);
      expect(await store.find('00000000000b')).toStrictEqual(bare);
    });

    test('when there is no such key, nothing is found, revoked or touched', async () => {
      const store = await openStore();
      expect(await store.find('00000000000c')).toBeUndefined();
      expect(await store.revoke('00000000000c', 2000)).toBeUndefined();
      await store.touch('00000000000c', 2000);
      expect(await store.list()).toEqual([]);
    });

    test('when an id comes twice, the second is refused and the first stands', async () => {
      const store = await openStore();
      await store.add(keyOf('00000000000a'));
      await expect(store.add(keyOf('00000000000a', { owner: 'eve' }))).rejects.toThrow();
      expect(await store.find('00000000000a')).toMatchObject({ owner: 'ana' });
    });

    test('when keys are listed, the newest come first, the revoked ones too', async () => {
      const store = await openStore();
      await store.add(keyOf('00000000000a', { createdAt: 1000 }));
      await store.add(keyOf('00000000000b', { createdAt: 3000 }));
      await store.add(keyOf('00000000000c', { createdAt: 2000 }));
      await store.revoke('00000000000b', 4000);
      expect((await store.list()).map(({ id }) => id)).toEqual([
        ...['00000000000b', '00000000000c', '00000000000a'],
      ]);
    });

    test('when a key is revoked again, the first time stands', async () => {
      const store = await openStore();
      await store.add(keyOf('00000000000a'));
      expect(await store.revoke('00000000000a', 2000)).toMatchObject({ revokedAt: 2000 });
      expect(await store.revoke('00000000000a', 3000)).toMatchObject({ revokedAt: 2000 });
      expect(await store.find('00000000000a')).toMatchObject({ revokedAt: 2000 });
    });

    test('when a key is used, the last time is kept', async () => {
      const store = await openStore();
      await store.add(keyOf('00000000000a'));
      await store.touch('00000000000a', 2000);
      await store.touch('00000000000a', 3000);
      expect(await store.find('00000000000a')).toStrictEqual(keyOf('00000000000a', { lastUsedAt: 3000 }));
    });
  });
}
