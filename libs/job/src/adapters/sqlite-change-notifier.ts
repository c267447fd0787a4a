import type { Clock } from '../ports/clock.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** How often other processes' writes are looked for while anyone listens. The look is a read of one page. */
const pollMilliseconds = 250;

/** Tells listeners of changes: of this process's at once, of other processes' by polling, then of all jobs at once. */
export function createChangeNotifier(database: SqliteDatabase, clock: Clock) {
  const listeners = new Map<string, Set<() => void>>();
  let cancelPoll: (() => void) | undefined;
  let lastVersion = 0;

  function poll(): void {
    const version = database.dataVersion();
    if (version !== lastVersion) {
      lastVersion = version;
      for (const id of [...listeners.keys()]) changed(id);
    }
    cancelPoll = clock.after(pollMilliseconds, poll);
  }

  function changed(id: string): void {
    for (const listener of [...(listeners.get(id) ?? [])]) listener();
  }

  function close(): void {
    listeners.clear();
    cancelPoll?.();
    cancelPoll = undefined;
  }

  function subscribe(id: string, listener: () => void): () => void {
    const ofJob = listeners.get(id) ?? new Set();
    // An entry of its own, so that a function that is subscribed twice is called twice and leaves twice.
    const entry = () => listener();
    listeners.set(id, ofJob.add(entry));
    if (!cancelPoll) {
      lastVersion = database.dataVersion();
      cancelPoll = clock.after(pollMilliseconds, poll);
    }
    return () => {
      ofJob.delete(entry);
      if (ofJob.size === 0 && listeners.get(id) === ofJob) listeners.delete(id);
      if (listeners.size === 0) close();
    };
  }

  return { changed, subscribe, close };
}
