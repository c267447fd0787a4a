import { randomBytes } from 'node:crypto';

import type { google } from '@google-cloud/tasks/build/protos';

import type { Clock } from '../../ports/clock.ts';
import type { Dispatcher } from './dispatcher.ts';
import { pageOf } from './page.ts';
import type { QueueRegistry } from './queue-registry.ts';
import { defaultQueueSettings } from './queue-settings.ts';
import { checkedName } from './resource-names.ts';
import { taskMessage } from './stored-task.ts';
import { validatedTask } from './validate-task.ts';

type Api = typeof google.cloud.tasks.v2;
type Requests = { [Name in keyof Api]: Api[Name] extends new () => infer Message ? Message : never };
type View = google.cloud.tasks.v2.ITask['view'];

const maxPageSize = 1000;
const fullView = 2;

export interface MethodDependencies {
  clock: Clock;
  registry: QueueRegistry;
  dispatcher: Dispatcher;
  /** Whether a task for a queue that is not there makes it. */
  createsQueues: boolean;
}

const viewOf = (view: View) => (view === fullView ? 'FULL' : 'BASIC');

/** The methods of the API about tasks. */
export function createTaskMethods({ clock, registry, dispatcher, createsQueues }: MethodDependencies) {
  return {
    CreateTask({ parent, task, responseView }: Requests['CreateTaskRequest'], bytes: number) {
      const queue = checkedName('queue', parent);
      if (createsQueues && !registry.hasQueue(queue)) registry.addQueue(queue, defaultQueueSettings);
      const newId = () => BigInt(`0x${randomBytes(8).toString('hex')}`).toString();
      const order = { parent: queue, task: task ?? {}, bytes, now: clock.now(), newId };
      const stored = registry.addTask(validatedTask(order));
      const answer = taskMessage(stored, viewOf(responseView));
      dispatcher.pump(registry.findQueue(queue));
      return answer;
    },

    GetTask({ name, responseView }: Requests['GetTaskRequest']) {
      return taskMessage(registry.findTask(checkedName('task', name)), viewOf(responseView));
    },

    ListTasks({ parent, pageSize, pageToken, responseView }: Requests['ListTasksRequest']) {
      const { tasks } = registry.findQueue(checkedName('queue', parent));
      const page = pageOf([...tasks.values()], { pageSize, pageToken, maxPageSize });
      return {
        tasks: page.items.map((task) => taskMessage(task, viewOf(responseView))),
        nextPageToken: page.nextPageToken,
      };
    },

    DeleteTask({ name }: Requests['DeleteTaskRequest']) {
      registry.removeTask(registry.findTask(checkedName('task', name)));
      return {};
    },

    RunTask({ name, responseView }: Requests['RunTaskRequest']) {
      const task = registry.findTask(checkedName('task', name));
      dispatcher.run(task);
      return taskMessage(task, viewOf(responseView));
    },
  };
}
