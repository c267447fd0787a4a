import type { AudioStore } from '@la-factoria/audio';
import type { Clock, JobStore } from '@la-factoria/job';

const pageSize = 100;
const hourMilliseconds = 60 * 60 * 1000;
const dayMilliseconds = 24 * hourMilliseconds;

export interface RetentionDependencies {
  store: Pick<JobStore<unknown>, 'createdBefore' | 'delete'>;
  audioStore: Pick<AudioStore, 'delete'>;
  clock: Clock;
  retentionDays: number;
  onPurged: (jobs: number) => void;
  onError: (error: unknown) => void;
}

/** Deletes what jobs left that were created more than `retentionDays` ago. Resolves with how many there were. */
export async function purgeOldJobs(
  { store, audioStore, clock, retentionDays }: RetentionDependencies,
  stopping: AbortSignal,
): Promise<number> {
  let purged = 0;
  for (;;) {
    const ids = await store.createdBefore(clock.now() - retentionDays * dayMilliseconds, pageSize);
    for (const id of ids) {
      if (stopping.aborted) return purged;
      // The job last: as long as it is there, what is left of it will be found again.
      await audioStore.delete(id);
      await store.delete(id);
      purged += 1;
    }
    if (ids.length < pageSize) return purged;
  }
}

/** Purges now and every hour, until `stopping`. What fails is tried again an hour later. */
export function startRetention(dependencies: RetentionDependencies, stopping: AbortSignal): void {
  const { clock, onPurged, onError } = dependencies;
  let cancel = () => {};
  const purge = async () => {
    try {
      const purged = await purgeOldJobs(dependencies, stopping);
      if (purged > 0) onPurged(purged);
    } catch (error) {
      onError(error);
    }
    if (!stopping.aborted) cancel = clock.after(hourMilliseconds, () => void purge());
  };
  stopping.addEventListener('abort', () => cancel());
  void purge();
}
