import {
  type DeliverTask,
  type Delivery,
  isEnded,
  type Job,
  type JobStatus,
  type JobStore,
} from '@la-factoria/job';

import type { ProductionRequest } from './job-request.ts';
import type { JobView } from './job-view.ts';
import type { Outcome } from './observability/metrics.ts';
import type { Outbound } from './outbound/create-outbound.ts';
import { signWebhook, webhookSecretOf } from './outbound/webhook-signature.ts';

/** A receiver that is away for longer isn't told. */
const giveUpSeconds = 24 * 60 * 60;
/** Between two tries as much time as has passed since the end, within these bounds. */
const pauseSeconds = { least: 5, most: 3600 };
const postSeconds = 5;

export interface EndAnnouncement {
  store: Pick<JobStore<ProductionRequest>, 'get'>;
  view: (job: Job<ProductionRequest>) => Promise<JobView>;
  outbound: Pick<Outbound, 'post'>;
  /** What the owners' own secrets are derived from; none where no webhooks are sent. */
  secret: string | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
  onEnded: (status: JobStatus) => void;
  onSent: (outcome: Outcome, jobId: string, problem?: unknown) => void;
}

/**
 * Delivers jobs, and tells of their end who asked for it. The queue's task is done only once the webhook is: it survives
 * crashes as the job does, and may come twice. Whoever receives it knows it by its id.
 */
export function announceEnds(deliver: DeliverTask, announcement: EndAnnouncement): DeliverTask {
  const { store, onEnded } = announcement;
  // Tasks may come again before it is time for the next try, and after it was told: Cloud Tasks has its own schedule.
  const notBefore = new Map<string, number>();
  return async (jobId) => {
    const before = notBefore.get(jobId);
    const delivery: Delivery = before === undefined ? await deliver(jobId) : { outcome: 'done' };
    if (delivery.outcome !== 'done') return delivery;
    const job = await store.get(jobId);
    if (!job || !isEnded(job.status)) {
      notBefore.delete(jobId);
      // A job that was retried meanwhile is to be run.
      return job && before !== undefined ? deliver(jobId) : delivery;
    }
    if (before === undefined) onEnded(job.status);
    const { webhook } = job.request;
    if (!webhook || announcement.secret === undefined) return delivery;
    const again = await tell(job, webhook.url, announcement.secret, before ?? 0);
    if (again === undefined) notBefore.delete(jobId);
    else notBefore.set(jobId, again);
    return again === undefined
      ? delivery
      : { outcome: 'again', afterSeconds: (again - announcement.now()) / 1000 };
  };

  /** When to try again, in milliseconds since 1970; undefined if there is no need. */
  async function tell(
    job: Job<ProductionRequest>,
    url: string,
    secret: string,
    before: number,
  ): Promise<number | undefined> {
    const { now, outbound, view, onSent } = announcement;
    if (now() < before) return before;
    const body = JSON.stringify({
      type: `job.${job.status}`,
      timestamp: new Date(job.completedAt ?? job.updatedAt).toISOString(),
      data: await view(job),
    });
    const headers = {
      'content-type': 'application/json',
      ...signWebhook({
        ...{ id: `${job.id}_${job.attempt}`, timestampSeconds: Math.floor(now() / 1000), body },
        secret: webhookSecretOf(secret, job.owner),
      }),
    };
    const problem = await outbound.post(url, { body, headers, seconds: postSeconds }).then(
      ({ status }) =>
        status >= 200 && status < 300 ? undefined : new Error(`The receiver answered ${status}.`),
      (error: unknown) => error,
    );
    onSent(problem === undefined ? 'ok' : 'failed', job.id, problem);
    if (problem === undefined) return undefined;
    const passed = (now() - (job.completedAt ?? job.updatedAt)) / 1000;
    if (passed > giveUpSeconds) return undefined;
    const pause = Math.min(pauseSeconds.most, Math.max(pauseSeconds.least, passed));
    return now() + pause * 1000;
  }
}
