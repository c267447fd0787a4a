import { z } from 'zod';

import { onlySet } from './setting-types.ts';

/** Where jobs and keys are kept. */
export const jobStoreSettings = {
  /** In DATA_DIR, or in Google's Firestore, by the account that the surroundings run as. */
  JOB_STORE: z
    .string()
    .default('sqlite')
    .pipe(z.enum(['sqlite', 'firestore'], 'one of sqlite, firestore')),
  /** For JOB_STORE=firestore and TASK_QUEUE=cloud-tasks. */
  GOOGLE_CLOUD_PROJECT: z
    .string()
    .refine(
      (value) => /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(value),
      'the id of a project, like my-project-123',
    )
    .optional(),
  /** Of the project, where it isn't its default one. */
  FIRESTORE_DATABASE: z
    .string()
    .refine((value) => /^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/.test(value), 'the id of a database')
    .optional(),
};

type Settings = {
  [Name in keyof typeof jobStoreSettings]?: z.output<(typeof jobStoreSettings)[Name]> | undefined;
};

export type JobStoreConfiguration =
  { kind: 'sqlite' } | { kind: 'firestore'; options: { projectId: string; databaseId?: string } };

/** The store that settings ask for, or one line that says what it lacks. */
export function toJobStoreConfiguration(
  settings: Settings & { FACTORIA_API_KEY?: string | undefined },
): JobStoreConfiguration | { missing: string } {
  const { JOB_STORE: kind = 'sqlite', GOOGLE_CLOUD_PROJECT: projectId } = settings;
  if (kind === 'sqlite') return { kind };
  if (projectId === undefined)
    return { missing: `GOOGLE_CLOUD_PROJECT is missing; JOB_STORE=${kind} needs it.` };
  // Each instance would make one of its own, in a folder that ends with it.
  if (settings.FACTORIA_API_KEY === undefined)
    return { missing: `FACTORIA_API_KEY is missing; JOB_STORE=${kind} needs one key for all instances.` };
  return { kind, options: { projectId, ...onlySet({ databaseId: settings.FIRESTORE_DATABASE }) } };
}
