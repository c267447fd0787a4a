import { JobError } from '../errors.ts';
import type { Delivery, DeliverTask } from '../ports/task-queue.ts';

export interface CloudTasksDeliveryOptions {
  /** Runs the job: a worker's `deliver`. */
  deliver: DeliverTask;
  /** Delivered to instead, once a job is given up. */
  onGivenUp: DeliverTask;
  /** Deliveries without an answer (the worker died, was too slow, or threw) after which a job is given up. @default 5 */
  maxDeliveries?: number;
  onError: (error: unknown, jobId: string) => void;
}

/** A request as an HTTP server has it: names of headers in lower case, the body parsed as JSON. */
export interface DeliveredRequest {
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: unknown;
}

export interface DeliveryAnswer {
  status: 204 | 400 | 409 | 429 | 500;
  headers: Readonly<Record<string, string>>;
}

/** For how long a worker is left alone that can't work now, as its store is away. */
const retryAfterSeconds = 10;

/**
 * What the worker's route does with a request of Cloud Tasks. It knows no web framework, and does NOT check the OIDC
 * token, on which all rests: anyone may send these headers and this body. The route must verify the token first.
 *
 * Cloud Tasks takes a task for done on 2xx and sends it again on anything else, as the queue's backoff says, so:
 *
 * - 204: done, or given up: never deliver it again.
 * - 409: again. Not 429 or 503: on those Cloud Tasks slows down the whole queue, for the sake of one job. It may not
 *   heed `Retry-After` here, so the job comes when the queue's backoff says.
 * - 429 with `Retry-After`: the job can't be run now and may be later (a retryable JobError: the store is away). No job
 *   could be, so the queue is slowed down. Not 503, which would count as a delivery without an answer: a store that is
 *   away for a minute would have every waiting job given up.
 * - 500: an unexpected error, which counts as a delivery without an answer.
 * - 400: the body names no job. It comes again, since a newer worker may understand it; after `maxDeliveries` it is
 *   dropped (204), since a queue without a limit of attempts would send it for a month.
 *
 * A job that kills its worker leaves no answer at all. Cloud Tasks counts such deliveries: `TaskRetryCount` has all
 * attempts before this one, `TaskExecutionCount` those of them that were answered, but for 5xx
 * (https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler).
 *
 * The returned function never rejects. Throws a RangeError for a `maxDeliveries` below 1.
 */
export function createCloudTasksDelivery(
  options: CloudTasksDeliveryOptions,
): (request: DeliveredRequest) => Promise<DeliveryAnswer> {
  const { deliver, onGivenUp, onError, maxDeliveries = 5 } = options;
  if (!(maxDeliveries >= 1))
    throw new RangeError(`maxDeliveries must be 1 or more, and is ${maxDeliveries}.`);

  return async (request) => {
    const retries = countIn(request, 'x-cloudtasks-taskretrycount');
    const jobId = jobIdIn(request.body);
    if (jobId === undefined) {
      onError(new Error('A delivered task names no job.'), '');
      return answer(retries >= maxDeliveries ? 204 : 400);
    }
    const unanswered = retries - countIn(request, 'x-cloudtasks-taskexecutioncount');
    try {
      return answerTo(await (unanswered >= maxDeliveries ? onGivenUp(jobId) : deliver(jobId)));
    } catch (error) {
      onError(error, jobId);
      const isRetryable = error instanceof JobError && error.isRetryable;
      return isRetryable ? answer(429, retryAfterSeconds) : answer(500);
    }
  };
}

function answerTo(delivery: Delivery): DeliveryAnswer {
  return delivery.outcome === 'done' ? answer(204) : answer(409, delivery.afterSeconds);
}

function answer(status: DeliveryAnswer['status'], afterSeconds?: number): DeliveryAnswer {
  if (afterSeconds === undefined) return { status, headers: {} };
  return { status, headers: { 'Retry-After': String(Math.max(0, Math.ceil(afterSeconds))) } };
}

function jobIdIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('jobId' in body)) return undefined;
  return typeof body.jobId === 'string' && body.jobId !== '' ? body.jobId : undefined;
}

/** A task that is sent by hand has no such headers: that is its first delivery. */
function countIn({ headers }: DeliveredRequest, name: string): number {
  const value = headers[name];
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
}
