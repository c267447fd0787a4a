import { StatusError } from './status-error.ts';

// The letters and lengths are those of the API's reference on Queue.name and Task.name.
const location = String.raw`projects/[A-Za-z0-9.:-]+/locations/[A-Za-z0-9-]+`;
const queue = String.raw`${location}/queues/[A-Za-z0-9-]{1,100}`;
const task = String.raw`${queue}/tasks/[A-Za-z0-9_-]{1,500}`;

const patterns = {
  location: { pattern: new RegExp(`^${location}$`), format: 'projects/PROJECT_ID/locations/LOCATION_ID' },
  queue: {
    pattern: new RegExp(`^${queue}$`),
    format: 'projects/PROJECT_ID/locations/LOCATION_ID/queues/QUEUE_ID',
  },
  task: {
    pattern: new RegExp(`^${task}$`),
    format: 'projects/PROJECT_ID/locations/LOCATION_ID/queues/QUEUE_ID/tasks/TASK_ID',
  },
};

/** The name itself, if it is one. Throws INVALID_ARGUMENT. */
export function checkedName(kind: keyof typeof patterns, name: string | null | undefined): string {
  const { pattern, format } = patterns[kind];
  if (!name || !pattern.test(name)) {
    throw new StatusError('INVALID_ARGUMENT', `The ${kind} name must be formatted: "${format}".`);
  }
  return name;
}

/** `projects/p/locations/l` of a queue, `projects/p/locations/l/queues/q` of a task. */
export function parentOf(name: string): string {
  return name.split('/').slice(0, -2).join('/');
}

export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
