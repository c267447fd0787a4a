import type { SqliteDatabase } from '@la-factoria/job';

import type { KeyStore } from '../ports/key-store.ts';
import { type ApiKey, scopes } from './api-key.ts';

type Row = NonNullable<ReturnType<SqliteDatabase['one']>>;

/** Keys beside the jobs, in one SQLite file. Makes its table if it is not there. */
export async function createSqliteKeyStore(database: SqliteDatabase): Promise<KeyStore> {
  await database.write(() =>
    database.run(
      `CREATE TABLE IF NOT EXISTS api_keys (
        id TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        scopes TEXT NOT NULL,
        hash TEXT NOT NULL,
        name TEXT,
        created_at INTEGER NOT NULL,
        expires_at INTEGER,
        last_used_at INTEGER,
        revoked_at INTEGER
      )`,
      {},
    ),
  );
  const find = (id: string) => {
    const row = database.one('SELECT * FROM api_keys WHERE id = :id', { id });
    return row && toKey(row);
  };
  return {
    async add({ id, owner, hash, createdAt, ...key }) {
      await database.write(() =>
        database.run(
          `INSERT INTO api_keys (id, owner, scopes, hash, name, created_at, expires_at)
          VALUES (:id, :owner, :scopes, :hash, :name, :createdAt, :expiresAt)`,
          {
            ...{ id, owner, scopes: key.scopes.join(' '), hash, createdAt },
            ...{ name: key.name ?? null, expiresAt: key.expiresAt ?? null },
          },
        ),
      );
    },
    find: async (id) => find(id),
    list: async () => database.all('SELECT * FROM api_keys ORDER BY created_at DESC, id DESC', {}).map(toKey),
    async revoke(id, at) {
      await database.write(() =>
        database.run('UPDATE api_keys SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL', {
          id,
          at,
        }),
      );
      return find(id);
    },
    async touch(id, at) {
      const touched = () => database.run('UPDATE api_keys SET last_used_at = :at WHERE id = :id', { id, at });
      await database.write(touched, 'process');
    },
  };
}

function toKey(row: Row): ApiKey {
  const granted = String(row['scopes']).split(' ');
  return {
    ...{ id: String(row['id']), owner: String(row['owner']), hash: String(row['hash']) },
    scopes: scopes.filter((scope) => granted.includes(scope)),
    createdAt: Number(row['created_at']),
    ...(row['name'] !== null && { name: String(row['name']) }),
    ...(row['expires_at'] !== null && { expiresAt: Number(row['expires_at']) }),
    ...(row['last_used_at'] !== null && { lastUsedAt: Number(row['last_used_at']) }),
    ...(row['revoked_at'] !== null && { revokedAt: Number(row['revoked_at']) }),
  };
}
