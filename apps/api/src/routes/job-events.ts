import { isEnded, type Job, type JobStore } from '@la-factoria/job';
import { Router, type Response } from 'express';

import { allowOnly } from '../http/allow-methods.ts';
import { holderOf, ownerOf, requireJobScope } from '../http/authenticate.ts';
import { parameter } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import type { ProductionRequest } from '../job-request.ts';
import type { JobView } from '../job-view.ts';
import type { Places } from '../limits/places.ts';
import { ownedJob } from '../owned-job.ts';

/** Less than the minute after which proxies drop a silent connection. */
const defaultHeartbeatMilliseconds = 15_000;

export interface JobEventsDependencies {
  store: JobStore<ProductionRequest>;
  view: (job: Job<ProductionRequest>) => Promise<JobView>;
  /** Aborted when the server stops: streams end, and clients come back to the next server. */
  stopping: AbortSignal;
  /** How often a silent stream shows that it is alive. @default 15000 */
  heartbeatMilliseconds?: number;
  streams: Places;
}

/**
 * A job's changes as server-sent events: `progress` with the whole job at once and after each change, `end` at the end.
 * An event's id is the job's revision, so who comes back with `Last-Event-ID` gets only what is newer.
 */
export function jobEventRoutes({
  store,
  view,
  stopping,
  heartbeatMilliseconds = defaultHeartbeatMilliseconds,
  streams,
}: JobEventsDependencies): Router {
  const router = Router();
  router.use(requireJobScope);
  router
    .route('/:id/events')
    .get(async (request, response, next) => {
      const { id } = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      let lastRevision = Number(request.get('Last-Event-ID') ?? 0) || 0;
      // One look at a time: changes that come meanwhile are seen by one more look.
      let isLooking = false;
      let isStale = false;

      // An ended response stays open while a slow client still reads, and a write to it would end the process.
      const write = (text: string) => {
        if (!response.writableEnded) response.write(text);
      };

      async function look(): Promise<void> {
        isStale = true;
        if (isLooking) return;
        isLooking = true;
        try {
          while (isStale && !response.writableEnded) {
            isStale = false;
            const job = await store.get(id);
            if (!job) response.end();
            else await tell(job);
          }
        } catch (error) {
          next(error);
        } finally {
          isLooking = false;
        }
      }

      async function tell(job: Job<ProductionRequest>): Promise<void> {
        const ended = isEnded(job.status);
        if (job.revision > lastRevision || ended) {
          lastRevision = job.revision;
          const data = JSON.stringify(await view(job));
          write(`id: ${job.revision}\nevent: ${ended ? 'end' : 'progress'}\ndata: ${data}\n\n`);
        }
        if (ended) response.end();
      }

      const { keyId } = holderOf(response);
      if (!streams.enter(keyId))
        throw new Problem('too-many-streams', 'Close one of them first.', {
          headers: { 'Retry-After': '1' },
        });
      response.on('close', () => streams.leave(keyId));
      startStream(response);
      if (request.method === 'HEAD' || stopping.aborted || response.destroyed) {
        response.end();
        return;
      }
      const unsubscribe = store.subscribe(id, () => void look());
      const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMilliseconds);
      const end = () => response.end();
      stopping.addEventListener('abort', end);
      response.on('close', () => {
        unsubscribe();
        clearInterval(heartbeat);
        stopping.removeEventListener('abort', end);
      });
      await look();
    })
    .all(allowOnly('GET'));
  return router;
}

function startStream(response: Response): void {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would hold events back until its buffer is full.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
}
