import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Checkpoints } from './sqlite-checkpoints.ts';
import { isLocked, toStoreError } from './sqlite-errors.ts';
import { type Outcome, runTogether, type TransactionControl } from './sqlite-transactions.ts';
import type { WalSync } from './sqlite-wal-sync.ts';

/**
 * What an answered write outlives. `disk`: loss of power. `process`: the end of its process, however it ends, but not
 * loss of power; for leases and the like, which mean nothing to a machine that has just started.
 */
export type Durability = 'disk' | 'process';

interface WaitingWrite {
  work: () => unknown;
  durability: Durability;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/** One transaction blocks the event loop for as long as it runs, so it takes no more than this. */
const maxWritesTogether = 200;
/** How long writes wait while another process has locked the file, in milliseconds; the event loop goes on meanwhile. */
const patienceMilliseconds = 1000;
const millisecondsBetweenTries = 20;
/** So many writes in one commit are a sign of load. */
const busyFrom = 8;
/** How long writes wait for a sync of others to end before they are committed, in milliseconds. */
const longestHoldMilliseconds = 50;

/**
 * Commits together all writes that arrived in one turn of the event loop, or while the disk was waited for. They share
 * the next wait for it, and are answered after that. A write that throws takes back its own changes only.
 */
export function createGroupCommit(
  control: TransactionControl,
  { walSync, checkpoints }: { walSync: WalSync; checkpoints: Pick<Checkpoints, 'committed'> },
  clock: Clock,
) {
  const waiting: WaitingWrite[] = [];
  let isScheduled = false;
  let syncs = 0;
  let isHeldLong = false;
  let isLogInDoubt = false;
  let lastTogether = 0;
  let cancelHold: (() => void) | undefined;
  let isClosed = false;
  let lockedSince: number | undefined;
  let cancelRetry = () => {};

  function commitTurn(): void {
    isScheduled = false;
    if (isWorthWaiting()) return hold();
    endHold();
    const together = waiting.splice(0, maxWritesTogether);
    lastTogether = together.length;
    if (together.length === 0) return;
    try {
      answer(together, run(together));
      lockedSince = undefined;
    } catch (error) {
      if (isLocked(error) && !isClosed && isPatient()) {
        waiting.unshift(...together);
        isScheduled = true;
        cancelRetry = clock.after(millisecondsBetweenTries, commitTurn);
        return;
      }
      lockedSince = undefined;
      // What one of them met (a full disk, a duplicate) need not concern the others; a lock concerns all.
      if (isLocked(error) || together.length === 1)
        for (const { reject } of together) reject(toStoreError(error));
      else for (const write of together) alone(write);
    }
    if (waiting.length > 0) schedule();
  }

  /**
   * What is committed during a sync has to wait for the next one, so that under load it had better be committed later,
   * with more. When little is going on, nothing is won by it but delay.
   */
  function isWorthWaiting(): boolean {
    const isBusy = lastTogether >= busyFrom;
    return isBusy && syncs > 0 && !isClosed && !isHeldLong && waiting.length < maxWritesTogether;
  }

  /** Not for long: a slow disk must not keep leases from being renewed. */
  function hold(): void {
    cancelHold ??= clock.after(longestHoldMilliseconds, () => {
      isHeldLong = true;
      commitTurn();
    });
  }

  function endHold(): void {
    cancelHold?.();
    cancelHold = undefined;
    isHeldLong = false;
  }

  function isPatient(): boolean {
    lockedSince ??= clock.now();
    const waited = clock.now() - lockedSince;
    // Less than none: the clock was set back, and nothing is known of how long it was.
    if (waited < 0) lockedSince = clock.now();
    return waited < patienceMilliseconds;
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(commitTurn);
  }

  function alone(write: WaitingWrite): void {
    try {
      answer([write], run([write]));
    } catch (error) {
      write.reject(toStoreError(error));
    }
  }

  function run(writes: readonly WaitingWrite[]): Outcome[] {
    if (isLogInDoubt) isLogInDoubt = !walSync.secure();
    if (isLogInDoubt) throw logInDoubt();
    const outcomes = runTogether(
      control,
      writes.map(({ work }) => work),
    );
    checkpoints.committed();
    return outcomes;
  }

  /** Those that ask for no more than the commit at once, the others once it is on the disk. */
  function answer(writes: readonly WaitingWrite[], outcomes: readonly Outcome[]): void {
    const onDisk = () => {
      writes.forEach((write, index) => {
        if (write.durability === 'disk') settle(write, outcomes[index]);
      });
    };
    writes.forEach((write, index) => {
      if (write.durability === 'process') settle(write, outcomes[index]);
    });
    if (!writes.some(({ durability }) => durability === 'disk')) return;
    syncs += 1;
    walSync
      .sync()
      .finally(() => {
        syncs -= 1;
        if (waiting.length > 0) schedule();
        else endHold();
      })
      .then(onDisk, (cause: unknown) => {
        // Committed, and perhaps lost with the machine's power. A later sync may succeed without having written what
        // this one failed to (https://lwn.net/Articles/752063/), so that nothing is committed before all is secured.
        isLogInDoubt = true;
        for (const { durability, reject } of writes) if (durability === 'disk') reject(logInDoubt(cause));
      });
  }

  return {
    /** Runs `work` in a transaction of this turn. What it throws is the rejection. */
    write<Result>(work: () => Result, durability: Durability): Promise<Result> {
      return new Promise<Result>((resolve, reject) => {
        if (isClosed) {
          reject(new JobError('store-unavailable', 'The job database has been closed.'));
          return;
        }
        // What it resolves with is what its own work returned.
        waiting.push({ work, durability, resolve: (result) => resolve(result as Result), reject });
        schedule();
      });
    },

    /** Commits what waits, and takes no more. */
    close(): void {
      isClosed = true;
      cancelRetry();
      endHold();
      while (waiting.length > 0) commitTurn();
      walSync.close();
    },
  };
}

function logInDoubt(cause?: unknown): JobError {
  const message = "The job database's log could not be brought onto the disk.";
  return new JobError('store-unavailable', message, { isRetryable: true, cause });
}

function settle({ resolve, reject }: WaitingWrite, outcome: Outcome | undefined): void {
  if (outcome && 'result' in outcome) resolve(outcome.result);
  else reject(outcome?.error);
}
