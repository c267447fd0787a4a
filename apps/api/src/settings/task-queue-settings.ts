import { z } from 'zod';

import { httpAddress, onlySet } from './setting-types.ts';

const words = (example: string) =>
  z
    .string()
    .refine((value) => /^[\w-]{1,100}$/.test(value), `letters, digits and -, like ${example}`)
    .optional();

/** Who brings jobs to a worker. */
export const taskQueueSettings = {
  /** In the file of the jobs, or Google Cloud Tasks, by the account that the surroundings run as. */
  TASK_QUEUE: z
    .string()
    .default('embedded')
    .pipe(z.enum(['embedded', 'cloud-tasks'], 'one of embedded, cloud-tasks')),
  CLOUD_TASKS_LOCATION: words('europe-west1'),
  /** The short name of a queue that is there already. */
  CLOUD_TASKS_QUEUE: words('factoria-jobs'),
  /** Whose token the deliveries carry. */
  CLOUD_TASKS_SERVICE_ACCOUNT: z
    .string()
    .refine((value) => /^[^\s@]{1,100}@[^\s@]{1,200}$/.test(value), 'the e-mail address of a service account')
    .optional(),
  /** Where Cloud Tasks reaches this service, without a path: the worker's route is added. */
  WORKER_URL: httpAddress,
  /** Another server than Google's, on this machine: `127.0.0.1:8123`. */
  CLOUD_TASKS_EMULATOR_HOST: z
    .string()
    .refine(
      (value) => /^(127\.0\.0\.1|localhost):\d{1,5}$/.test(value),
      'a port of this machine, like 127.0.0.1:8123',
    )
    .optional(),
  /** Where the keys of those tokens are. */
  WORKER_KEYS_URL: httpAddress,
};

type Settings = {
  [Name in keyof typeof taskQueueSettings]?: z.output<(typeof taskQueueSettings)[Name]> | undefined;
};

export const workerPath = '/internal/tasks/run-job';

export interface CloudTasksConfiguration {
  kind: 'cloud-tasks';
  project: string;
  location: string;
  queue: string;
  serviceAccountEmail: string;
  /** The whole address of the worker's route, which is the audience of the tokens too. */
  workerUrl: string;
  emulatorHost?: string;
  keysUrl?: string;
}

export type TaskQueueConfiguration = { kind: 'embedded' } | CloudTasksConfiguration;

/** The queue that settings ask for, or one line that says what it lacks. */
export function toTaskQueueConfiguration(
  settings: Settings & { JOB_STORE?: string; GOOGLE_CLOUD_PROJECT?: string | undefined },
): TaskQueueConfiguration | { missing: string } {
  const { TASK_QUEUE: kind = 'embedded', JOB_STORE: store } = settings;
  if (kind === 'embedded') {
    if (store === 'firestore')
      return {
        missing: 'TASK_QUEUE is embedded, beside jobs in SQLite; JOB_STORE=firestore needs cloud-tasks.',
      };
    return { kind };
  }
  const {
    GOOGLE_CLOUD_PROJECT: project,
    CLOUD_TASKS_LOCATION: location,
    CLOUD_TASKS_QUEUE: queue,
    CLOUD_TASKS_SERVICE_ACCOUNT: serviceAccountEmail,
    WORKER_URL: address,
  } = settings;
  if (!project || !location || !queue || !serviceAccountEmail || !address) {
    const needed = {
      ...{ GOOGLE_CLOUD_PROJECT: project, CLOUD_TASKS_LOCATION: location, CLOUD_TASKS_QUEUE: queue },
      ...{ CLOUD_TASKS_SERVICE_ACCOUNT: serviceAccountEmail, WORKER_URL: address },
    };
    const missing = Object.entries(needed).find(([, value]) => !value)?.[0];
    return { missing: `${missing} is missing; TASK_QUEUE=cloud-tasks needs it.` };
  }
  const workerUrl = new URL(workerPath, address).href;
  const others = { emulatorHost: settings.CLOUD_TASKS_EMULATOR_HOST, keysUrl: settings.WORKER_KEYS_URL };
  return { kind, project, location, queue, serviceAccountEmail, workerUrl, ...onlySet(others) };
}
