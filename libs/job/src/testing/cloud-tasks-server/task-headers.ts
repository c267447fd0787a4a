import { parentOf, shortName } from './resource-names.ts';
import type { StoredTask } from './stored-task.ts';

/** What Cloud Tasks computes itself, or keeps for itself (reference of HttpRequest.headers). */
const ignored = /^(host|content-length|user-agent|x-google-.*|x-appengine-.*|x-cloudtasks-.*)$/i;

/**
 * The headers of the task's next attempt (https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler).
 * `TaskRetryCount` counts all attempts before it; `TaskExecutionCount` only those that were answered, and not with 5xx.
 *
 * @param token for `Authorization`, instead of what the task says.
 */
export function taskHeaders(task: StoredTask, token?: string): Record<string, string> {
  const given = Object.entries(task.headers).filter(
    ([name]) => !ignored.test(name) && !(token && name.toLowerCase() === 'authorization'),
  );
  return {
    ...Object.fromEntries(given),
    ...(token && { Authorization: `Bearer ${token}` }),
    'User-Agent': 'Google-Cloud-Tasks',
    'X-CloudTasks-QueueName': shortName(parentOf(task.name)),
    'X-CloudTasks-TaskName': shortName(task.name),
    'X-CloudTasks-TaskRetryCount': String(task.dispatches),
    'X-CloudTasks-TaskExecutionCount': String(task.executions),
    'X-CloudTasks-TaskETA': (task.scheduledAt / 1000).toFixed(6),
    ...(task.previousStatus !== undefined && {
      'X-CloudTasks-TaskPreviousResponse': String(task.previousStatus),
    }),
    ...(task.retryReason !== undefined && { 'X-CloudTasks-TaskRetryReason': task.retryReason }),
  };
}
