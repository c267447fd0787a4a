import type { Clock } from '../ports/clock.ts';
import type { JobListener, Lease } from '../ports/job-store.ts';
import { createJobListeners, type JobListeners } from './job-listeners.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/**
 * When other processes' writes are looked for, while anyone listens: this long after the last one that was found, and
 * with twice the pause after each look that found none, up to the longest. The look is a read of one page.
 */
const firstPauseMilliseconds = 250;
const longestPauseMilliseconds = 1000;

/** Tells listeners of changes: of this process's at once, of other processes' by polling, then of all jobs at once. */
export function createChangeNotifier(database: SqliteDatabase, clock: Clock) {
  const listeners = new Map<string, JobListeners>();
  let cancelPoll: (() => void) | undefined;
  let lastVersion = 0;
  let pause = firstPauseMilliseconds;

  function lookAfter(milliseconds: number): void {
    pause = milliseconds;
    cancelPoll?.();
    cancelPoll = clock.after(milliseconds, look);
  }

  function look(): void {
    const version = currentVersion();
    if (version === lastVersion) return lookAfter(Math.min(longestPauseMilliseconds, 2 * pause));
    lastVersion = version;
    lookAfter(firstPauseMilliseconds);
    for (const id of [...listeners.keys()]) changed(id);
  }

  /** A store that is away for a moment shows its changes at a later look; one that is away for good tells its callers. */
  function currentVersion(): number {
    try {
      return database.dataVersion();
    } catch {
      return lastVersion;
    }
  }

  function changed(id: string, by?: Lease): void {
    listeners.get(id)?.tell(by);
  }

  function close(): void {
    listeners.clear();
    cancelPoll?.();
    cancelPoll = undefined;
  }

  function subscribe(id: string, listener: JobListener): () => void {
    const ofJob = listeners.get(id) ?? createJobListeners();
    listeners.set(id, ofJob);
    const leave = ofJob.add(listener);
    if (!cancelPoll) lastVersion = currentVersion();
    // Not after each, or those who come one after the other would put the look off for ever.
    if (!cancelPoll || pause > firstPauseMilliseconds) lookAfter(firstPauseMilliseconds);
    return () => {
      leave();
      if (ofJob.size === 0 && listeners.get(id) === ofJob) listeners.delete(id);
      if (listeners.size === 0) close();
    };
  }

  return { changed, subscribe, close };
}
