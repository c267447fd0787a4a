import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { openSqliteDatabase, type SqliteDatabase } from '@la-factoria/job';

import { type Configuration, ConfigurationError } from './config.ts';
import { type FirstKey, readOrMakeKey } from './keys/first-key.ts';

export interface DataDirectory {
  key: FirstKey;
  database: SqliteDatabase;
  audioDirectory: string;
}

/** Makes the data folder ready for this start. Throws `ConfigurationError` for one that can't be used. */
export async function openDataDirectory({ dataDirectory, apiKey }: Configuration): Promise<DataDirectory> {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    const key = apiKey === undefined ? await readOrMakeKey(dataDirectory) : { key: apiKey, isNew: false };
    const database = openSqliteDatabase(join(dataDirectory, 'factoria.sqlite'));
    return { key, database, audioDirectory: join(dataDirectory, 'audio') };
  } catch (error) {
    const reason = Error.isError(error) ? error.message.replace(/\.$/, '') : String(error);
    throw new ConfigurationError(
      `DATA_DIR is ${JSON.stringify(dataDirectory)}, which can't be used: ${reason}; accepted: a folder that can be written to.`,
    );
  }
}
