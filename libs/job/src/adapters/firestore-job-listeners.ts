import type { CollectionReference, DocumentReference, DocumentSnapshot } from '@google-cloud/firestore';

import type { Clock } from '../ports/clock.ts';
import type { JobListener, Lease } from '../ports/job-store.ts';
import { createJobListeners, type JobListeners } from './job-listeners.ts';

/** When a listener that Firestore has ended is set up again. The SDK itself gets over what passes in less time. */
const againSeconds = 5;

interface Watch {
  listeners: JobListeners;
  end(): void;
}

/**
 * Tells listeners of changes by Firestore's own listener, one for each job that anyone listens to. It also tells when it
 * begins to listen, since what has changed between the wish and the beginning can't be known. Renewals of leases are no
 * changes.
 */
export function createFirestoreJobListeners(
  { jobAt, stepsOf }: { jobAt(id: string): DocumentReference; stepsOf(id: string): CollectionReference },
  clock: Clock,
) {
  const watches = new Map<string, Watch>();

  function watch(id: string): Watch {
    const listeners = createJobListeners();
    let endListening = () => {};
    let cancelTimer = () => {};

    function listen(): void {
      let told: string | undefined;
      let by: Lease | undefined;
      const onError = (error: Error) => {
        process.emitWarning(`Job ${id} can't be listened to now: ${error.message}`);
        endListening();
        cancelTimer = clock.after(againSeconds * 1000, listen);
      };
      const endJob = jobAt(id).onSnapshot((job) => {
        by = leaseIn(job);
        const state = JSON.stringify([job.get('revision'), by]);
        if (state !== told) listeners.tell();
        told = state;
      }, onError);
      // Steps are written by whoever holds the job: one that has lost it is told so by the job's own change.
      const endSteps = stepsOf(id).onSnapshot(() => listeners.tell(by), onError);
      endListening = () => {
        endJob();
        endSteps();
      };
    }

    listen();
    return {
      listeners,
      end() {
        cancelTimer();
        endListening();
      },
    };
  }

  return {
    subscribe(id: string, listener: JobListener): () => void {
      const ofJob = watches.get(id) ?? watch(id);
      watches.set(id, ofJob);
      const leave = ofJob.listeners.add(listener);
      return () => {
        leave();
        if (ofJob.listeners.size > 0 || watches.get(id) !== ofJob) return;
        watches.delete(id);
        ofJob.end();
      };
    },

    close(): void {
      for (const { listeners, end } of watches.values()) {
        listeners.clear();
        end();
      }
      watches.clear();
    },
  };
}

function leaseIn(job: DocumentSnapshot): Lease | undefined {
  const worker: unknown = job.get('lease.worker');
  const token: unknown = job.get('leaseToken');
  return typeof worker === 'string' && typeof token === 'number'
    ? { jobId: job.id, worker, token }
    : undefined;
}
