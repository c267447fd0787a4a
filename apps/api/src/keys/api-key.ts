import { hash, randomBytes } from 'node:crypto';

/** What a key may do. `admin` makes, lists and revokes keys; it opens no one's jobs. */
export const scopes = ['jobs:read', 'jobs:write', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** A key as it is kept: never the key itself. Times are milliseconds since 1970. */
export interface ApiKey {
  /** Public, 12 hexadecimal digits: `lf_<id>_<secret>`. */
  id: string;
  /** Whose jobs it opens. */
  owner: string;
  scopes: Scope[];
  /** SHA-256 of the whole key, in hexadecimal digits. A secret of 192 random bits needs no salt and no slow hash. */
  hash: string;
  /** What it is for, in its maker's words. */
  name?: string;
  createdAt: number;
  /** @default never */
  expiresAt?: number;
  /** To about a minute; none if it was never used. */
  lastUsedAt?: number;
  revokedAt?: number;
}

export const hashOfKey = (key: string): string => hash('sha256', key);

/** A new key as it is shown once: `lf_<id>_<secret>`, 192 bits of secret. */
export function newKey(random: (size: number) => Buffer = randomBytes): string {
  return `lf_${random(6).toString('hex')}_${random(24).toString('base64url')}`;
}

/** The public part of a key; undefined for what was not made by `newKey`. */
export function idOfKey(key: string): string | undefined {
  return /^lf_([0-9a-f]{12})_[\w-]{32}$/.exec(key)?.[1];
}
