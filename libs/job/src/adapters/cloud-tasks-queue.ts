import type { CloudTasksClient } from '@google-cloud/tasks';

import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { TaskQueue } from '../ports/task-queue.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { buildCloudTask } from './cloud-task.ts';
import { grpcStatus, type GrpcStatusName, grpcStatusName } from './grpc-status.ts';
import { repeatCall } from './repeat-call.ts';
import { systemClock } from './system-clock.ts';

export interface CloudTasksQueueOptions {
  project: string;
  /** The queue's region, as `europe-west1`. */
  location: string;
  /** The short name of a queue that is there already. See docs of `createCloudTasksQueue` for how to configure it. */
  queue: string;
  /** Where Cloud Tasks sends the job: `https:`, or `http:` on this machine. */
  workerUrl: string;
  /** On whose behalf the worker is called: the e-mail address in the OIDC token of each delivery. */
  serviceAccountEmail: string;
  /** The token's audience. @default workerUrl */
  audience?: string;
  /** For so long Cloud Tasks waits for the worker's answer, 15 to 1800 s. @default 1800 */
  dispatchDeadlineSeconds?: number;
  /** Time for one call of the API; with its repetitions an order takes three times as long at most. @default 10 */
  requestTimeoutSeconds?: number;
  /** @default the machine's clock */
  clock?: Clock;
  /** 0 up to 1, for the jitter of repeated calls. @default Math.random */
  random?: () => number;
  /** Another server than Google's, on this machine, as `127.0.0.1:8123`: spoken to in the clear, without credentials. */
  emulatorHost?: string;
  /** For the SDK's client: credentials, or another server's address. @default Google's, by the machine's own credentials */
  clientOptions?: ConstructorParameters<typeof CloudTasksClient>[0];
}

export interface CloudTasksQueue extends TaskQueue {
  /** Ends the connection. Orders given later are refused. */
  close(): Promise<void>;
}

/** Of one order: an API that is down is not to be called for ever, as the sweep orders again what was never enqueued. */
const maxAttempts = 3;

const retryable: readonly GrpcStatusName[] = [
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'ABORTED',
  'INTERNAL',
];

const loopback = /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/;

/**
 * Sends jobs through Google Cloud Tasks. There is one task for a job and occasion: an order given twice, or repeated
 * because its answer was lost, makes one task, as long as Google remembers the name (about an hour after its end).
 *
 * The queue's configuration is not made here. It needs attempts without limit (`max_attempts: -1`), since a worker that
 * answers "again" uses one up, and a short backoff (`min_backoff: 1s`, `max_backoff: 60s`), since Cloud Tasks asks no
 * worker when it wants a task again; jobs that never come to an end are given up by the delivery (see
 * `createCloudTasksDelivery`). The SDK is loaded on the first order.
 *
 * `enqueue` throws `task-too-large`, and `queue-unavailable`, which is retryable when a later call may succeed.
 * Throws a RangeError for options that can't be.
 */
export function createCloudTasksQueue(options: CloudTasksQueueOptions): CloudTasksQueue {
  const { clock = systemClock, random = Math.random, clientOptions, emulatorHost, workerUrl } = options;
  const { dispatchDeadlineSeconds = 1800, requestTimeoutSeconds = 10 } = options;
  assertUsable({ workerUrl, dispatchDeadlineSeconds, requestTimeoutSeconds });
  const parent = `projects/${options.project}/locations/${options.location}/queues/${options.queue}`;
  const settings = {
    ...{ parent, workerUrl, dispatchDeadlineSeconds },
    serviceAccountEmail: options.serviceAccountEmail,
    audience: options.audience ?? workerUrl,
  };
  let connecting: Promise<CloudTasksClient> | undefined;
  let isClosed = false;

  async function connect(): Promise<CloudTasksClient> {
    const sdk = await import('@google-cloud/tasks');
    const client = new sdk.CloudTasksClient(
      emulatorHost ? await emulatorOptions(emulatorHost) : clientOptions,
    );
    // Not left to the first call: there, missing credentials end the process by an unhandled rejection.
    await client.initialize();
    return client;
  }

  async function connected(): Promise<CloudTasksClient> {
    connecting ??= connect();
    try {
      return await connecting;
    } catch (error) {
      // The next call tries anew: what was missing may be there by then.
      connecting = undefined;
      throw error;
    }
  }

  async function create(task: ReturnType<typeof buildCloudTask>, signal: AbortSignal): Promise<void> {
    const client = await connected();
    // The SDK's own repetition is off, so that the two don't multiply.
    const callOptions = { timeout: requestTimeoutSeconds * 1000, retry: null, signal };
    try {
      await client.createTask({ parent, task }, callOptions);
    } catch (error) {
      // It was stored before: by an order given twice, or by a call whose answer was lost.
      if (grpcStatusName(error) !== 'ALREADY_EXISTS') throw error;
    }
  }

  /** By the clock, also for what the SDK does before its own deadline begins: loading, and finding credentials. */
  async function inTime(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const timeout = new AbortController();
    const error = new Error(`No answer within ${requestTimeoutSeconds} s.`);
    const timedOut = Object.assign(error, { code: grpcStatus.DEADLINE_EXCEEDED });
    const cancel = clock.after(requestTimeoutSeconds * 1000, () => timeout.abort(timedOut));
    try {
      await unlessAborted(timeout.signal, () => work(timeout.signal));
    } finally {
      cancel();
    }
  }

  return {
    async enqueue(jobId, { occasion, afterSeconds = 0 }) {
      const deliverAt = afterSeconds > 0 ? clock.now() + afterSeconds * 1000 : undefined;
      const task = buildCloudTask(settings, { jobId, occasion, deliverAt });
      if (isClosed) throw new JobError('queue-unavailable', 'The queue has been closed.');
      const repetition = { clock, random, attempts: maxAttempts, isRetryable };
      await repeatCall(repetition, () => inTime((signal) => create(task, signal))).catch((error: unknown) => {
        throw unavailable(error, parent);
      });
    },
    async close() {
      isClosed = true;
      const client = await connecting?.catch(() => undefined);
      await client?.close();
    },
  };
}

async function emulatorOptions(host: string): Promise<CloudTasksQueueOptions['clientOptions']> {
  const { credentials } = await import('@grpc/grpc-js');
  const { hostname, port } = new URL(`http://${host}`);
  return {
    ...{ apiEndpoint: hostname, port: Number(port), sslCreds: credentials.createInsecure() },
    // Of Google alone; else the client asks the surroundings for it.
    clientOptions: { universeDomain: 'googleapis.com' },
  };
}

function isRetryable(error: unknown): boolean {
  const status = grpcStatusName(error);
  return status !== undefined && retryable.includes(status);
}

/** The message is made of what is known here alone: what the SDK says may hold tokens, and stays in the cause. */
function unavailable(error: unknown, parent: string): JobError {
  const status = grpcStatusName(error) ?? 'no status';
  const message = `Cloud Tasks did not take the task for ${parent}: ${status}.`;
  return new JobError('queue-unavailable', message, { isRetryable: isRetryable(error), cause: error });
}

function assertUsable({
  workerUrl,
  dispatchDeadlineSeconds,
  requestTimeoutSeconds,
}: Required<
  Pick<CloudTasksQueueOptions, 'workerUrl' | 'dispatchDeadlineSeconds' | 'requestTimeoutSeconds'>
>): void {
  const isUrl = URL.canParse(workerUrl) && (workerUrl.startsWith('https://') || loopback.test(workerUrl));
  // Google refuses to send tokens in the clear.
  if (!isUrl) throw new RangeError(`workerUrl must be an https URL, and is ${workerUrl}.`);
  if (!(dispatchDeadlineSeconds >= 15 && dispatchDeadlineSeconds <= 1800)) {
    throw new RangeError(`dispatchDeadlineSeconds must be 15 to 1800, and is ${dispatchDeadlineSeconds}.`);
  }
  if (!(requestTimeoutSeconds > 0)) {
    throw new RangeError(`requestTimeoutSeconds must be above 0, and is ${requestTimeoutSeconds}.`);
  }
}
