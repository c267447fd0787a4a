import type { Clock } from '../../ports/clock.ts';
import type { QueueSettings } from './queue-settings.ts';
import { parentOf } from './resource-names.ts';
import { StatusError } from './status-error.ts';
import type { StoredTask } from './stored-task.ts';

/** For so long a deleted queue's name stays taken (reference of DeleteQueue). */
const queueTombstoneMilliseconds = 7 * 24 * 3_600_000;

export interface StoredQueue {
  readonly name: string;
  settings: QueueSettings;
  isPaused: boolean;
  purgedAt?: number;
  /** Those that wait or are under way, by name. */
  readonly tasks: Map<string, StoredTask>;
  /** Until when the names of tasks that are gone stay taken. */
  readonly tombstones: Map<string, number>;
}

/** The queues and their tasks. Throws `StatusError`s as the API does. */
export function createQueueRegistry({ clock, tombstoneSeconds }: { clock: Clock; tombstoneSeconds: number }) {
  const queues = new Map<string, StoredQueue>();
  const deletedQueues = new Map<string, number>();
  const goneTasks = new Map<string, StoredTask>();

  function findQueue(name: string): StoredQueue {
    const queue = queues.get(name);
    if (!queue) throw new StatusError('NOT_FOUND', `Requested entity was not found: ${name}`);
    return queue;
  }

  function findTask(name: string): StoredTask {
    const task = findQueue(parentOf(name)).tasks.get(name);
    if (!task) throw new StatusError('NOT_FOUND', `The task no longer exists, or never did: ${name}`);
    return task;
  }

  return {
    findQueue,
    findTask,
    /** Of tasks that were done, given up or deleted as well. */
    findTaskEver: (name: string): StoredTask => goneTasks.get(name) ?? findTask(name),
    hasQueue: (name: string): boolean => queues.has(name),
    listQueues: (parent: string): StoredQueue[] =>
      [...queues.values()]
        .filter(({ name }) => parentOf(name) === parent)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),

    addQueue(name: string, settings: QueueSettings): StoredQueue {
      if (queues.has(name)) throw new StatusError('ALREADY_EXISTS', `Queue already exists: ${name}`);
      if (clock.now() < (deletedQueues.get(name) ?? 0)) {
        const reason = 'The queue cannot be created because a queue with this name existed too recently.';
        throw new StatusError('FAILED_PRECONDITION', reason);
      }
      const queue = { name, settings, isPaused: false, tasks: new Map(), tombstones: new Map() };
      queues.set(name, queue);
      return queue;
    },

    removeQueue(name: string): void {
      findQueue(name).tasks.clear();
      queues.delete(name);
      deletedQueues.set(name, clock.now() + queueTombstoneMilliseconds);
    },

    addTask(task: StoredTask): StoredTask {
      const queue = findQueue(parentOf(task.name));
      if (queue.tasks.has(task.name) || clock.now() < (queue.tombstones.get(task.name) ?? 0)) {
        throw new StatusError('ALREADY_EXISTS', 'The task cannot be created because its name is taken.');
      }
      queue.tasks.set(task.name, task);
      return task;
    },

    /** Removes it for good; its name stays taken for a while. If it is gone already, that changes nothing. */
    removeTask(task: StoredTask): void {
      const queue = queues.get(parentOf(task.name));
      // It may be gone while an attempt is under way, and another be there by its name.
      if (queue?.tasks.get(task.name) !== task) return;
      queue.tasks.delete(task.name);
      queue.tombstones.set(task.name, clock.now() + tombstoneSeconds * 1000);
      goneTasks.set(task.name, task);
    },
  };
}

export type QueueRegistry = ReturnType<typeof createQueueRegistry>;
