import { CliError } from '../errors.ts';
import { list, object, text, textOrNull } from './decode.ts';

/** A key as the API shows it. Times are ISO 8601; null: never. */
export interface Key {
  /** The public part of `lf_<id>_<secret>`. */
  id: string;
  owner: string;
  scopes: string[];
  name: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface NewKey extends Key {
  /** The key itself, which the API shows this once. */
  key: string;
}

/** The body of `POST /keys`. */
export interface KeyOrder {
  owner?: string;
  scopes?: string[];
  name?: string;
  /** ISO 8601. */
  expiresAt?: string;
}

/** Checks what a server sent. Throws `answer-unexpected`, naming the field. */
export function decodeKey(value: unknown): Key {
  const key = object(value, 'the key');
  return {
    id: text(key['id'], 'id'),
    owner: text(key['owner'], 'owner'),
    scopes: list(key['scopes'], 'scopes').map((scope) => text(scope, 'a scope')),
    name: textOrNull(key['name'], 'name'),
    createdAt: text(key['createdAt'], 'createdAt'),
    expiresAt: textOrNull(key['expiresAt'], 'expiresAt'),
    lastUsedAt: textOrNull(key['lastUsedAt'], 'lastUsedAt'),
    revokedAt: textOrNull(key['revokedAt'], 'revokedAt'),
  };
}

export function decodeNewKey(value: unknown): NewKey {
  const { key } = object(value, 'the key');
  // It is printed as it is. What is wrong with it may still hold the secret, so it is not shown.
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) {
    throw new CliError('answer-unexpected', 'The server made a key but does not show it in one word.');
  }
  return { ...decodeKey(value), key };
}
