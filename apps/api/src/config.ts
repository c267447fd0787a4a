import { z } from 'zod';

import {
  type AudioStoreConfiguration,
  audioStoreSettings,
  toAudioStoreConfiguration,
} from './settings/audio-store-settings.ts';
import {
  type CacheConfiguration,
  cacheSecrets,
  cacheSettings,
  toCacheConfiguration,
} from './settings/cache-settings.ts';
import {
  type JobStoreConfiguration,
  jobStoreSettings,
  toJobStoreConfiguration,
} from './settings/job-store-settings.ts';
import { type LimitConfiguration, limitSettings, toLimitConfiguration } from './settings/limit-settings.ts';
import {
  modelSecrets,
  modelSettings,
  toWriterConfiguration,
  type WriterConfiguration,
} from './settings/model-settings.ts';
import {
  type OperationConfiguration,
  operationSettings,
  toOperationConfiguration,
} from './settings/operation-settings.ts';
import {
  type TaskQueueConfiguration,
  taskQueueSettings,
  toTaskQueueConfiguration,
} from './settings/task-queue-settings.ts';
import {
  toVoiceConfiguration,
  type VoiceConfiguration,
  voiceSecrets,
  voiceSettings,
} from './settings/voice-settings.ts';

/** The start is refused: `message` is one line that names the setting, what is wrong and what is accepted. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Every setting: its meaning, its default, and what to say when it is wrong. An empty value counts as none. */
const settings = z.object({
  /** TCP port to listen on; 0 picks a free one. */
  PORT: z
    .string()
    .default('3000')
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, 'a whole number from 0 to 65535')
    .transform(Number),
  /** Address to listen on. 127.0.0.1 is this machine only, 0.0.0.0 is everyone. */
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(
      (value) => /^[A-Za-z0-9.:-]+$/.test(value),
      'an address or a host name, like 127.0.0.1 or 0.0.0.0',
    ),
  /** Folder for the database, the audio and the key. Made if it is not there. */
  DATA_DIR: z
    .string()
    .default('.factoria')
    .refine((value) => !value.includes('\0'), 'the path of a folder'),
  /** The first owner's key. Without it one is made at the first start and kept in DATA_DIR. */
  FACTORIA_API_KEY: z
    .string()
    .optional()
    .refine(
      (value) => value === undefined || /^[\x21-\x7e]{24,512}$/.test(value),
      '24 to 512 visible ASCII characters',
    ),
  /** The least severe lines that the log shows. */
  LOG_LEVEL: z
    .string()
    .default('info')
    .pipe(z.enum(logLevels, `one of ${logLevels.join(', ')}`)),
  ...jobStoreSettings,
  ...taskQueueSettings,
  ...limitSettings,
  ...operationSettings,
  ...modelSettings,
  ...cacheSettings,
  ...voiceSettings,
  ...audioStoreSettings,
});

export interface Configuration {
  port: number;
  host: string;
  dataDirectory: string;
  apiKey?: string;
  logLevel: (typeof logLevels)[number];
  jobStore: JobStoreConfiguration;
  taskQueue: TaskQueueConfiguration;
  limits: LimitConfiguration;
  operation: OperationConfiguration;
  writer: WriterConfiguration;
  cache: CacheConfiguration;
  voice: VoiceConfiguration;
  audioStore: AudioStoreConfiguration;
  /** Jobs that run at once. @default 2 for the extractive writer, which computes; 20 for a model, which waits */
  jobConcurrency?: number;
}

const secretSettings = [
  'FACTORIA_API_KEY',
  'WEBHOOK_SECRET',
  ...modelSecrets,
  ...cacheSecrets,
  ...voiceSecrets,
];

/** Reads the settings from environment variables. Throws `ConfigurationError` for the first that is wrong. */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const given = Object.fromEntries(
    Object.keys(settings.shape)
      .map((name) => [name, environment[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const shown = secretSettings.includes(name) ? 'has a wrong value' : `is ${JSON.stringify(given[name])}`;
    throw new ConfigurationError(`${name} ${shown}; accepted: ${issue?.message}.`);
  }
  const { PORT, HOST, DATA_DIR, FACTORIA_API_KEY, LOG_LEVEL, JOB_CONCURRENCY } = parsed.data;
  const jobStore = complete(toJobStoreConfiguration(parsed.data));
  const taskQueue = complete(toTaskQueueConfiguration(parsed.data));
  const limits = complete(toLimitConfiguration(parsed.data));
  const operation = toOperationConfiguration(parsed.data);
  const writer = complete(toWriterConfiguration(parsed.data));
  const cache = complete(toCacheConfiguration(parsed.data));
  const voice = complete(toVoiceConfiguration(parsed.data));
  const audioStore = complete(toAudioStoreConfiguration(parsed.data));
  return {
    ...{ port: PORT, host: HOST, dataDirectory: DATA_DIR, logLevel: LOG_LEVEL },
    ...{ jobStore, taskQueue, limits, operation, writer, cache, voice, audioStore },
    ...(JOB_CONCURRENCY !== undefined && { jobConcurrency: JOB_CONCURRENCY }),
    ...(FACTORIA_API_KEY !== undefined && { apiKey: FACTORIA_API_KEY }),
  };
}

/** Throws `ConfigurationError` with what is missing. */
function complete<Part extends object>(part: Part | { missing: string }): Part {
  if ('missing' in part) throw new ConfigurationError(part.missing);
  return part;
}
