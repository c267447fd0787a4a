import { expect, test } from '@jest/globals';

import { type ClaimingStore, grantedBy, leaseOf, waitingFor } from './claim-calls.ts';
import { entryOf } from './entry-of.ts';

/** The part of the contract of claims that is about what is deleted while it is computed. To be called in a describe. */
export function testClaimsAndDeletions(open: () => Promise<[ClaimingStore, ClaimingStore]>): void {
  test.each(['the holder', 'another'])(
    'when the key is deleted by %s while it is computed, the result is not kept',
    async (who) => {
      const stores = await open();
      const lease = await grantedBy(stores[0], 'claims:deleted');
      await stores[who === 'another' ? 1 : 0].delete('claims:deleted');
      expect(await lease.commit(entryOf('old'))).toBe(false);
      expect(await stores[1].get('claims:deleted')).toBeUndefined();
    },
  );

  test('when the key is deleted while another waits, that one takes over, and the first is too late for ever', async () => {
    const [here, there] = await open();
    const lease = await grantedBy(here, 'claims:takeover');
    const { answer } = await waitingFor(there, 'claims:takeover');
    await here.delete('claims:takeover');
    const next = leaseOf(await answer);
    // Even when nobody holds it any more.
    await next.release();
    expect(await lease.commit(entryOf('old'))).toBe(false);
    expect(await there.get('claims:takeover')).toBeUndefined();
  });

  test('when another has taken over and stored, the first one does not store over it', async () => {
    const [here, there] = await open();
    const lease = await grantedBy(here, 'claims:over');
    await there.delete('claims:over');
    const next = await grantedBy(there, 'claims:over');
    expect(await next.commit(entryOf('new'))).toBe(true);
    expect(await lease.commit(entryOf('old'))).toBe(false);
    expect(await here.get('claims:over')).toMatchObject({ value: 'new' });
  });

  test('when the namespace is deleted while a key is computed, the result is not served, and who waits takes over', async () => {
    const [here, there] = await open();
    const lease = await grantedBy(here, 'claims:forgotten');
    const { answer } = await waitingFor(there, 'claims:forgotten');
    await there.deleteNamespace('claims');
    await lease.commit(entryOf('old'));
    const next = leaseOf(await answer);
    expect(await there.get('claims:forgotten')).toBeUndefined();
    expect(await next.commit(entryOf('new'))).toBe(true);
    expect(await there.get('claims:forgotten')).toMatchObject({ value: 'new' });
  });

  test('when a value that nobody could claim was computed before the key or its namespace was deleted, it is not kept', async () => {
    const [here, there] = await open();
    const now = Date.now();
    const old = { ...entryOf('old'), storedAt: now, computeMilliseconds: 60_000 };
    await there.delete('claims:unclaimed');
    await here.set('claims:unclaimed', old);
    expect(await here.get('claims:unclaimed')).toBeUndefined();
    await there.deleteNamespace('forgotten');
    await here.set('forgotten:unclaimed', old);
    expect(await there.get('forgotten:unclaimed')).toBeUndefined();
  });

  test('when such a value comes after another was computed since the deletion, it does not replace that', async () => {
    const [here, there] = await open();
    const old = { ...entryOf('old'), storedAt: Date.now(), computeMilliseconds: 60_000 };
    await there.delete('claims:unclaimed');
    await (await grantedBy(there, 'claims:unclaimed')).commit(entryOf('new'));
    await here.set('claims:unclaimed', old);
    expect(await here.get('claims:unclaimed')).toMatchObject({ value: 'new' });
  });
}
