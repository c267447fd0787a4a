import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';
import type { Lease } from '@la-factoria/job';
import { buildNewJob } from '@la-factoria/job/testing';

import { eachWorkplace } from './each-workplace.ts';
import { statusError } from './firestore-wire.ts';

const outline = { step: 'outline', run: 1 };
const permissionDenied = 7;

/** Keeps what a listener is told; `until` resolves when it has been told something of the kind. */
function listenTo(subscribe: (listener: (by?: Lease) => void) => () => void) {
  const told: (Lease | undefined)[] = [];
  let wake = () => {};
  const end = subscribe((by) => {
    told.push(by);
    wake();
  });
  return {
    ...{ told, end },
    async until(isEnough: () => boolean): Promise<void> {
      while (!isEnough()) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

describe('listening to jobs in Firestore', () => {
  const workplace = eachWorkplace();

  async function claimed() {
    const { other } = workplace();
    const { job } = await other.create(buildNewJob());
    const claim = await other.claim(job.id, 'worker-1', 10);
    if (claim.outcome !== 'claimed') throw new Error(`The claim came to ${claim.outcome}.`);
    return { id: job.id, lease: claim.lease };
  }

  /** A listener of `store` that has been told what there was. */
  async function listening(id: string) {
    const listener = listenTo((call) => workplace().store.subscribe(id, call));
    await listener.until(() => listener.told.length === 2);
    listener.told.length = 0;
    return listener;
  }

  test('when another client writes a step, the listener is told, and under which lease', async () => {
    const { other } = workplace();
    const { id, lease } = await claimed();
    const listener = await listening(id);
    await other.startStep(lease, outline);
    await listener.until(() => listener.told.length > 0);
    expect(listener.told).toEqual([lease]);
  });

  test('when another client takes the job over, the listener is told, and under no lease', async () => {
    const { other, clock } = workplace();
    const { id } = await claimed();
    const listener = await listening(id);
    await clock.pass(10_000);
    await other.claim(id, 'worker-2', 10);
    await listener.until(() => listener.told.length > 0);
    expect(listener.told).toEqual([undefined]);
  });

  test('when a lease is only renewed, the listener is not told', async () => {
    const { other } = workplace();
    const { id, lease } = await claimed();
    const listener = await listening(id);
    await other.renew(lease, 10);
    await other.startStep(lease, outline);
    await listener.until(() => listener.told.length > 0);
    expect(listener.told).toEqual([lease]);
  });

  test('when several listen to a job, Firestore is asked once for it and once for its steps', async () => {
    const { store, wire } = workplace();
    const { id } = await claimed();
    const [first, second] = [
      listenTo((call) => store.subscribe(id, call)),
      listenTo((call) => store.subscribe(id, call)),
    ];
    await Promise.all([first, second].map(({ until, told }) => until(() => told.length === 2)));
    expect(wire.requests.filter(({ method }) => method === 'listen')).toHaveLength(2);
  });

  test('when Firestore refuses to let it listen, it listens again after five seconds', async () => {
    const { store, other, clock, wire } = workplace();
    const { id, lease } = await claimed();
    wire.faults.before = ({ method }) => {
      if (method === 'listen') throw statusError(permissionDenied);
    };
    const listener = listenTo((call) => store.subscribe(id, call));
    while (clock.timers === 0) await nextTurn();
    expect(listener.told).toEqual([]);
    wire.faults = {};
    await clock.pass(5000);
    await listener.until(() => listener.told.length === 2);
    await other.startStep(lease, outline);
    await listener.until(() => listener.told.length > 2);
    expect(listener.told.at(-1)).toEqual(lease);
  });

  test('when the store is closed while it waits to listen again, nothing is left to do', async () => {
    const { store, clock, wire } = workplace();
    const { id } = await claimed();
    wire.faults.before = ({ method }) => {
      if (method === 'listen') throw statusError(permissionDenied);
    };
    store.subscribe(id, () => {});
    while (clock.timers === 0) await nextTurn();
    expect(clock.timers).toBe(1);
    store.close();
    expect(clock.timers).toBe(0);
  });

  test("when the store is closed, its listeners hear no more and another store's do", async () => {
    const { store, other } = workplace();
    const { id, lease } = await claimed();
    const closed = await listening(id);
    const open = listenTo((call) => other.subscribe(id, call));
    await open.until(() => open.told.length === 2);
    store.close();
    await other.startStep(lease, outline);
    await open.until(() => open.told.length > 2);
    expect(closed.told).toEqual([]);
    closed.end();
  });
});
