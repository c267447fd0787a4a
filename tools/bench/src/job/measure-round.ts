import { setTimeout as after } from 'node:timers/promises';

import type { BenchedQueue, BenchedSystem } from './benched-queue.ts';
import { percentile } from '../statistics.ts';

export interface RoundSize {
  /** Jobs that are added before they are processed, and again as many while they are. */
  jobs: number;
  /** Adders in flight, and jobs that run at once. */
  concurrency: number;
  /** Jobs of the trickle that measures the pickup. */
  pickups: number;
}

/** Jobs a second, and milliseconds from the call that adds a job to its handler's first line. */
export interface RoundFigures {
  added: number;
  processed: number;
  endToEnd: number;
  /** By one call for as many jobs as run at once; undefined where there is no such call. */
  addedTogether: number | undefined;
  pickupP50: number;
  pickupP99: number;
}

/** Between two jobs of the trickle: enough for any of the systems to be idle again. */
const trickleMilliseconds = 5;

/** One round, on new, empty queues. */
export async function measureRound(system: BenchedSystem, size: RoundSize): Promise<RoundFigures> {
  return {
    ...(await withQueue(system, (queue) => measureOneByOne(queue, size))),
    addedTogether: await withQueue(system, (queue) => measureTogether(queue, size)),
  };
}

async function withQueue<Result>(
  system: BenchedSystem,
  measure: (queue: BenchedQueue) => Promise<Result>,
): Promise<Result> {
  const queue = await system.open();
  try {
    return await measure(queue);
  } finally {
    await queue.close();
  }
}

async function measureOneByOne(
  queue: BenchedQueue,
  { jobs, concurrency, pickups }: RoundSize,
): Promise<Omit<RoundFigures, 'addedTogether'>> {
  const tally = createTally();
  const added = await perSecond(jobs, addAll(queue, jobs, concurrency));

  const processing = perSecond(jobs, tally.afterEnds(jobs));
  queue.process(tally);
  const processed = await processing;

  const allEnded = tally.afterEnds(jobs);
  const endToEnd = await perSecond(jobs, Promise.all([addAll(queue, jobs, concurrency), allEnded]));

  await tally.trickle(queue, pickups);
  const [pickupP50, pickupP99] = [percentile(tally.pickups, 0.5), percentile(tally.pickups, 0.99)];
  return { added, processed, endToEnd, pickupP50, pickupP99 };
}

async function measureTogether(
  queue: BenchedQueue,
  { jobs, concurrency }: RoundSize,
): Promise<number | undefined> {
  if (!queue.addTogether) return undefined;
  const tickets = Array.from({ length: concurrency }, (_, index) => -index);
  const since = performance.now();
  let added = 0;
  for (; added < jobs; added += tickets.length) await queue.addTogether(tickets);
  return (added * 1000) / (performance.now() - since);
}

/** To be called as the work begins. */
async function perSecond(jobs: number, work: Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work;
  return (jobs * 1000) / (performance.now() - since);
}

/** As many adders as may be in flight, each adding one job after the other: that is what requests do. */
async function addAll(queue: BenchedQueue, jobs: number, adders: number): Promise<void> {
  let next = 0;
  const addUntilNone = async () => {
    while (next < jobs) {
      next += 1;
      await queue.add(-next);
    }
  };
  await Promise.all(Array.from({ length: adders }, addUntilNone));
}

/** Counts the ends, and times the starts of the trickle's jobs. */
function createTally() {
  const addedAt = new Map<number, number>();
  const pickups: number[] = [];
  let awaited = { ends: 0, resolve: () => {} };

  function afterEnds(ends: number): Promise<void> {
    return new Promise((resolve) => (awaited = { ends, resolve }));
  }

  return {
    pickups,
    /** Resolves when so many jobs have ended from now on. */
    afterEnds,
    started(ticket: number) {
      const since = addedAt.get(ticket);
      if (since !== undefined) pickups.push(performance.now() - since);
    },
    ended() {
      awaited.ends -= 1;
      if (awaited.ends === 0) awaited.resolve();
    },
    async trickle(queue: BenchedQueue, count: number): Promise<void> {
      const allEnded = afterEnds(count);
      const adding: Promise<void>[] = [];
      for (let ticket = 1; ticket <= count; ticket += 1) {
        addedAt.set(ticket, performance.now());
        adding.push(queue.add(ticket));
        await after(trickleMilliseconds);
      }
      await Promise.all([...adding, allEnded]);
    },
  };
}
