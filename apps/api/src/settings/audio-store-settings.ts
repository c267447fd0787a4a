import type { GoogleCloudStorageAudioStoreOptions } from '@la-factoria/audio/google-cloud-storage';
import { z } from 'zod';

import { httpAddress, onlySet } from './setting-types.ts';

/** Where podcasts are kept. */
export const audioStoreSettings = {
  /** In DATA_DIR, or in a bucket of Google Cloud Storage, by the account that the surroundings run as. */
  AUDIO_STORE: z
    .string()
    .default('files')
    .pipe(z.enum(['files', 'gcs'], 'one of files, gcs')),
  /** For AUDIO_STORE=gcs. */
  AUDIO_BUCKET: z
    .string()
    .refine(
      (value) => /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(value),
      'the name of a bucket, like my-podcasts',
    )
    .optional(),
  /** A folder in the bucket. */
  AUDIO_PREFIX: z
    .string()
    .refine(
      (value) => /^[\w-]+(\/[\w-]+)*$/.test(value) && value.length <= 200,
      'a folder, like factoria/audio',
    )
    .optional(),
  /** A proxy or a regional address of Google Cloud Storage. */
  AUDIO_STORE_ENDPOINT: httpAddress,
};

type Settings = {
  [Name in keyof typeof audioStoreSettings]?: z.output<(typeof audioStoreSettings)[Name]> | undefined;
};

export type AudioStoreConfiguration =
  { kind: 'files' } | { kind: 'gcs'; options: GoogleCloudStorageAudioStoreOptions };

/** The store that settings ask for, or one line that says what it lacks. */
export function toAudioStoreConfiguration(settings: Settings): AudioStoreConfiguration | { missing: string } {
  const { AUDIO_STORE: kind = 'files', AUDIO_BUCKET: bucket, AUDIO_PREFIX: prefix } = settings;
  const apiEndpoint = settings.AUDIO_STORE_ENDPOINT;
  if (kind === 'files') return { kind };
  if (bucket === undefined) return { missing: `AUDIO_BUCKET is missing; AUDIO_STORE=${kind} needs it.` };
  return { kind, options: { bucket, ...onlySet({ prefix, apiEndpoint }) } };
}
