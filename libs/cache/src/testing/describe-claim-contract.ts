import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, describe, expect, test } from '@jest/globals';

import type { CacheStore } from '../ports/cache-store.ts';
import { claiming, type ClaimingStore, claimOptions, grantedBy, leaseOf, waitingFor } from './claim-calls.ts';
import { entryOf } from './entry-of.ts';
import { testClaimsAndDeletions } from './test-claims-and-deletions.ts';

/** Two processes' views of one store, empty at first. */
export interface ClaimHarness {
  stores: [CacheStore, CacheStore];
  close(): void | Promise<void>;
}

/** Longer than any test takes. */
const longLeaseSeconds = 300;
const shortLeaseSeconds = 0.3;
/** Renewed often enough, even where a busy machine lets half a second go by. */
const renewedLeaseSeconds = 1;

/** How stores that processes share must let them agree on who computes. Call it at the top level of a test file. */
export function describeClaimContract(
  name: string,
  openStores: (leaseSeconds: number) => Promise<ClaimHarness>,
): void {
  describe(`the contract of claims: ${name}`, () => {
    const harnesses: ClaimHarness[] = [];

    const open = async (leaseSeconds = longLeaseSeconds): Promise<[ClaimingStore, ClaimingStore]> => {
      const harness = await openStores(leaseSeconds);
      harnesses.push(harness);
      const [here, there] = harness.stores;
      return [claiming(here), claiming(there)];
    };

    afterEach(async () => {
      for (const harness of harnesses.splice(0)) await harness.close();
    });

    test('when many claim a key at once, one is granted and the others find it taken', async () => {
      const stores = await open();
      const claims = Array.from({ length: 10 }, (_, index) =>
        stores[index % 2]?.claim('claims:many', claimOptions({ wait: false })),
      );
      const states = (await Promise.all(claims)).map((claim) => claim?.state).sort();
      expect(states).toEqual(['granted', ...Array.from({ length: 9 }, () => 'taken')]);
    });

    test('when the holder commits, everyone reads the entry, and a later claim is answered with it', async () => {
      const [here, there] = await open();
      const lease = await grantedBy(here, 'claims:commit');
      const entry = entryOf({ tide: 'spring' });
      expect(await lease.commit(entry)).toBe(true);
      expect(await here.get('claims:commit')).toMatchObject({
        value: { tide: 'spring' },
        stamp: entry.stamp,
      });
      expect(await there.get('claims:commit')).toMatchObject({
        value: { tide: 'spring' },
        stamp: entry.stamp,
      });
      expect(await there.claim('claims:commit', claimOptions())).toMatchObject({
        ...{ state: 'stored', entry: { stamp: entry.stamp } },
      });
    });

    // In a Cluster, a brace decides where a name lies.
    test.each(['', '}', '}{', '{}', 'claims:{a}b'])(
      'when the key is %j, it can be claimed too',
      async (key) => {
        const [here, there] = await open();
        expect(await (await grantedBy(here, key)).commit(entryOf('value'))).toBe(true);
        expect(await there.get(key)).toMatchObject({ value: 'value' });
      },
    );

    test('when a holder commits while another waits, that one gets the entry', async () => {
      const [here, there] = await open();
      const lease = await grantedBy(here, 'claims:wait');
      const { answer } = await waitingFor(there, 'claims:wait');
      const entry = entryOf('value');
      await lease.commit(entry);
      expect(await answer).toMatchObject({ state: 'stored', entry: { value: 'value', stamp: entry.stamp } });
    });

    test('when the holder fails while another waits, that one gets the error, and newcomers may compute', async () => {
      const [here, there] = await open();
      const lease = await grantedBy(here, 'claims:fail');
      const { answer } = await waitingFor(there, 'claims:fail');
      const error = Object.assign(new RangeError('no “tide”: today\nor tomorrow'), {
        ...{ code: 'provider-down', isRetryable: true },
      });
      await lease.fail(error);
      const { name, message, code, isRetryable } = error;
      const claim = await answer;
      expect(claim).toMatchObject({ state: 'failed', error: { name, message, code, isRetryable } });
      expect(claim.state === 'failed' && Error.isError(claim.error)).toBe(true);
      expect(await there.get('claims:fail')).toBeUndefined();
      await grantedBy(there, 'claims:fail');
    });

    test('when the holder releases while another waits, that one takes over', async () => {
      const [here, there] = await open();
      const lease = await grantedBy(here, 'claims:release');
      const { answer } = await waitingFor(there, 'claims:release');
      await lease.release();
      expect(await answer).toMatchObject({ state: 'granted' });
    });

    test('when the holder takes longer than its lease, it keeps it', async () => {
      const [here, there] = await open(renewedLeaseSeconds);
      const lease = await grantedBy(here, 'claims:renewed');
      const states = new Set<string>();
      const end = performance.now() + renewedLeaseSeconds * 2000;
      while (performance.now() < end) {
        states.add((await there.claim('claims:renewed', claimOptions({ wait: false }))).state);
        // Timers get their turn too, even where no answer takes time.
        await nextTurn();
      }
      expect(states).toEqual(new Set(['taken']));
      expect(await lease.commit(entryOf('late'))).toBe(true);
    });

    test('F15 when the holder vanishes, one of those who wait takes over after its lease', async () => {
      const [here, there] = await open(shortLeaseSeconds);
      await grantedBy(here, 'claims:vanish');
      const first = await waitingFor(there, 'claims:vanish');
      const second = await waitingFor(there, 'claims:vanish');
      await here.close?.();
      const next = await Promise.race([first.answer, second.answer]);
      await leaseOf(next).commit(entryOf('second try'));
      const claims = await Promise.all([first.answer, second.answer]);
      expect(claims.map(({ state }) => state).sort()).toEqual(['granted', 'stored']);
    });

    test('when the entry that stands is the one that was seen, the claim is granted; when it is another, it is answered', async () => {
      const [here, there] = await open();
      const entry = entryOf('stands');
      await here.set('claims:seen', entry);
      expect(await there.claim('claims:seen', claimOptions({ seen: 'AAAABBBBCCCC' }))).toMatchObject({
        ...{ state: 'stored', entry: { value: 'stands' } },
      });
      expect((await there.claim('claims:seen', claimOptions({ seen: entry.stamp }))).state).toBe('granted');
    });

    test('when nobody looked at what stands, the claim is granted', async () => {
      const [here, there] = await open();
      await here.set('claims:unread', entryOf('stands'));
      expect((await there.claim('claims:unread', claimOptions({ seen: 'unread' }))).state).toBe('granted');
    });

    test('when nobody looked at what stands and another computes, only the new entry is the answer', async () => {
      const [here, there] = await open();
      await here.set('claims:unread', entryOf('stands'));
      const lease = await grantedBy(here, 'claims:unread', { seen: 'unread' });
      const { answer } = await waitingFor(there, 'claims:unread', { seen: 'unread' });
      await lease.commit(entryOf('new'));
      expect(await answer).toMatchObject({ state: 'stored', entry: { value: 'new' } });
    });

    test('when a claim is aborted while it waits, it rejects with the reason and holds nothing', async () => {
      const [here, there] = await open();
      const lease = await grantedBy(here, 'claims:abort');
      const controller = new AbortController();
      const { answer } = await waitingFor(there, 'claims:abort', { controller });
      controller.abort(new Error('changed my mind'));
      await expect(answer).rejects.toThrow('changed my mind');
      expect(await lease.commit(entryOf('value'))).toBe(true);
    });

    test('when a claim was aborted before it began, it rejects, and the key stays free', async () => {
      const [here, there] = await open();
      const signal = AbortSignal.abort(new Error('too late'));
      await expect(here.claim('claims:aborted', claimOptions({ signal }))).rejects.toThrow('too late');
      await grantedBy(there, 'claims:aborted');
    });

    testClaimsAndDeletions(open);
  });
}
