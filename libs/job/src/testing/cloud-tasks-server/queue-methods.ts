import type { google } from '@google-cloud/tasks/build/protos';

import { pageOf } from './page.ts';
import { timeOf } from './proto-time.ts';
import type { StoredQueue } from './queue-registry.ts';
import { type QueueSettings, queueSettingsOf, settingsMessage } from './queue-settings.ts';
import { checkedName, parentOf } from './resource-names.ts';
import { StatusError } from './status-error.ts';
import type { MethodDependencies } from './task-methods.ts';

type Api = typeof google.cloud.tasks.v2;
type Requests = { [Name in keyof Api]: Api[Name] extends new () => infer Message ? Message : never };

const maxPageSize = 9800;

const queueMessage = (queue: StoredQueue): google.cloud.tasks.v2.IQueue => ({
  name: queue.name,
  ...settingsMessage(queue.settings),
  state: queue.isPaused ? 'PAUSED' : 'RUNNING',
  ...(queue.purgedAt !== undefined && { purgeTime: timeOf(queue.purgedAt) }),
});

/** The methods of the API about queues. */
export function createQueueMethods({ clock, registry, dispatcher }: MethodDependencies) {
  function changed(name: string, change: (queue: StoredQueue) => void) {
    const queue = registry.findQueue(checkedName('queue', name));
    change(queue);
    dispatcher.pump(queue);
    return queueMessage(queue);
  }

  return {
    CreateQueue({ parent, queue }: Requests['CreateQueueRequest']) {
      const name = checkedName('queue', queue?.name);
      if (parentOf(name) !== checkedName('location', parent)) {
        throw new StatusError('INVALID_ARGUMENT', `The queue ${name} is not in ${parent}.`);
      }
      return queueMessage(registry.addQueue(name, queueSettingsOf(queue ?? {})));
    },

    GetQueue: ({ name }: Requests['GetQueueRequest']) =>
      queueMessage(registry.findQueue(checkedName('queue', name))),

    ListQueues({ parent, pageSize, pageToken }: Requests['ListQueuesRequest']) {
      const queues = registry.listQueues(checkedName('location', parent));
      const page = pageOf(queues, { pageSize, pageToken, maxPageSize });
      return { queues: page.items.map(queueMessage), nextPageToken: page.nextPageToken };
    },

    /** Creates the queue if there is none. */
    UpdateQueue({ queue, updateMask }: Requests['UpdateQueueRequest']) {
      const name = checkedName('queue', queue?.name);
      if (!registry.hasQueue(name))
        return queueMessage(registry.addQueue(name, queueSettingsOf(queue ?? {})));
      return changed(name, (stored) => {
        const paths = updateMask?.paths ?? [];
        const after = queueSettingsOf(queue ?? {});
        // Only the mask tells a zero that is meant from one that was not set.
        if (paths.includes('retry_config.max_doublings')) {
          after.maxDoublings = queue?.retryConfig?.maxDoublings ?? 0;
        }
        stored.settings = masked(stored.settings, after, paths);
      });
    },

    DeleteQueue({ name }: Requests['DeleteQueueRequest']) {
      registry.removeQueue(checkedName('queue', name));
      return {};
    },

    PurgeQueue: ({ name }: Requests['PurgeQueueRequest']) =>
      changed(name, (queue) => {
        queue.purgedAt = clock.now();
        for (const task of [...queue.tasks.values()]) registry.removeTask(task);
      }),

    PauseQueue: ({ name }: Requests['PauseQueueRequest']) =>
      changed(name, (queue) => void (queue.isPaused = true)),

    ResumeQueue: ({ name }: Requests['ResumeQueueRequest']) =>
      changed(name, (queue) => void (queue.isPaused = false)),
  };
}

const fields = {
  'retry_config.max_attempts': 'maxAttempts',
  'retry_config.max_retry_duration': 'maxRetryMilliseconds',
  'retry_config.min_backoff': 'minBackoffMilliseconds',
  'retry_config.max_backoff': 'maxBackoffMilliseconds',
  'retry_config.max_doublings': 'maxDoublings',
  'rate_limits.max_concurrent_dispatches': 'maxConcurrentDispatches',
  'rate_limits.max_dispatches_per_second': 'maxDispatchesPerSecond',
} as const satisfies Record<string, keyof QueueSettings>;

/** Takes what the mask's paths name, a whole or a field of it, and all if there are none. Throws INVALID_ARGUMENT. */
function masked(before: QueueSettings, after: QueueSettings, paths: readonly string[]): QueueSettings {
  if (paths.length === 0) return after;
  const settings = { ...before };
  for (const path of paths) {
    const named = Object.entries(fields).filter(([field]) => field === path || field.startsWith(`${path}.`));
    if (named.length === 0) throw new StatusError('INVALID_ARGUMENT', `The mask's path ${path} is unknown.`);
    for (const [, key] of named) settings[key] = after[key];
  }
  return settings;
}
