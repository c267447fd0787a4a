import type { ChannelCredentials } from '@grpc/grpc-js';

import { systemClock } from '../../adapters/system-clock.ts';
import type { Clock } from '../../ports/clock.ts';
import { createDispatcher, type Dispatch } from './dispatcher.ts';
import { type CallFault, createFaults } from './faults.ts';
import { addCloudTasksService } from './grpc-service.ts';
import { createQueueMethods } from './queue-methods.ts';
import { createQueueRegistry } from './queue-registry.ts';
import { defaultQueueSettings, type QueueSettings } from './queue-settings.ts';
import { checkedName } from './resource-names.ts';
import { StatusError } from './status-error.ts';
import { createTaskMethods } from './task-methods.ts';
import { createTokenSigner, type KeySet } from './token-signer.ts';

export interface CloudTasksServerOptions {
  /** What is waited for: schedule times, backoff, deadlines, tombstones. @default the machine's clock */
  clock?: Clock;
  /** Queues that are there from the start, by full name, with what differs from Google's defaults. @default none */
  queues?: Readonly<Record<string, Partial<QueueSettings>>>;
  /** Whether a task for a queue that is not there makes it, where Google says NOT_FOUND. @default false */
  createsQueues?: boolean;
  /** For so long the name of a task that is gone stays taken. @default 3600, as Google's reference of CreateTask says */
  tombstoneSeconds?: number;
  /** Whether every attempt is delivered twice at once; the second answer changes nothing. @default false */
  deliversTwice?: boolean;
}

export interface ApiCall {
  method: string;
  /** Milliseconds since 1970, by the server's clock. */
  at: number;
}

export interface CloudTasksServer {
  /** For the constructor of the client: `new CloudTasksClient(server.clientOptions)`. */
  readonly clientOptions: {
    apiEndpoint: string;
    port: number;
    sslCreds: ChannelCredentials;
    clientOptions: { universeDomain: string };
  };
  /** All calls of the API that arrived, those that were made to fail included. */
  readonly calls: readonly ApiCall[];
  /** All requests to workers, in the order they were sent. */
  readonly dispatches: readonly Dispatch[];
  /** How many of them wait for their answer. */
  readonly underWay: number;
  /** Resolves once no request to a worker waits for its answer. */
  idle(): Promise<void>;
  /** What verifies the tokens of the dispatches, a JSON Web Key Set. */
  keySet(): KeySet;
  /** Delivers a task's last attempt once more, even if it is done, given up or deleted. Nothing comes of the answer. */
  redeliver(taskName: string): Promise<Dispatch>;
  /** Makes the next calls of the API fail. Several faults of one method take effect one after the other. */
  failCalls(fault: CallFault): void;
  /** Loses the next answers of workers: they did the task, and the server takes it for failed. */
  dropAnswers(times: number): void;
  /** Breaks off all that is under way. */
  close(): Promise<void>;
}

/**
 * Google Cloud Tasks on this machine: the API `google.cloud.tasks.v2` by gRPC, from the protos of `@google-cloud/tasks`,
 * for the real client to talk to, and the dispatch of HTTP tasks to their workers. It keeps all in memory, and what was
 * done as well, until it is closed. With a manual clock, what comes due is dispatched when the test passes time.
 *
 * Left out: App Engine tasks, OAuth tokens, access policies, redirects, the end of tasks after 31 days, and all that
 * Google does by its own judgement, as to slow a queue down whose worker answers with 429 or 503.
 */
export async function startCloudTasksServer(
  options: CloudTasksServerOptions = {},
): Promise<CloudTasksServer> {
  const { clock = systemClock, queues = {}, createsQueues = false } = options;
  const { tombstoneSeconds = 3600, deliversTwice = false } = options;
  // Both take a tenth of a second to load, which only tests that need them should wait for.
  const [grpc, { google }] = await Promise.all([
    import('@grpc/grpc-js'),
    import('@google-cloud/tasks/build/protos'),
  ]);
  const registry = createQueueRegistry({ clock, tombstoneSeconds });
  for (const [name, settings] of Object.entries(queues)) {
    registry.addQueue(checkedName('queue', name), { ...defaultQueueSettings, ...settings });
  }
  const signer = createTokenSigner(clock);
  const faults = createFaults();
  const dispatcher = createDispatcher({ clock, registry, signer, faults, deliversTwice });
  const calls: ApiCall[] = [];

  async function intercept(method: string, effect: () => object): Promise<object | undefined> {
    calls.push({ method, at: clock.now() });
    const fault = faults.takeCallFault(method);
    if (!fault) return effect();
    if (fault.isEffective) effect();
    if (fault.status === 'never') return undefined;
    throw new StatusError(fault.status, fault.details ?? 'A fault that was asked for.');
  }

  const server = new grpc.Server();
  const dependencies = { clock, registry, dispatcher, createsQueues };
  const methods = { ...createTaskMethods(dependencies), ...createQueueMethods(dependencies) };
  addCloudTasksService(server, { protos: google, methods, intercept });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });

  return {
    clientOptions: {
      ...{ apiEndpoint: '127.0.0.1', port, sslCreds: grpc.credentials.createInsecure() },
      // Else the client asks the machine's credentials for it, and those it looks for in Google's network.
      clientOptions: { universeDomain: 'googleapis.com' },
    },
    calls,
    dispatches: dispatcher.dispatches,
    get underWay() {
      return dispatcher.underWay();
    },
    idle: dispatcher.idle,
    keySet: signer.keySet,
    redeliver: async (taskName) => dispatcher.redeliver(registry.findTaskEver(checkedName('task', taskName))),
    failCalls: faults.failCalls,
    dropAnswers: faults.dropAnswers,
    async close() {
      server.forceShutdown();
      await dispatcher.stop();
    },
  };
}
