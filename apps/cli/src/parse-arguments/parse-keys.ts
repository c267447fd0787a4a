import type { HelpOptions } from './command-names.ts';
import { type Expiry, expiryOf } from './expiry.ts';
import { listOf } from './option-values.ts';
import { help, parseWords } from './parse-words.ts';
import { server, serverOf, type ServerOptions } from './server-options.ts';
import { usage } from './usage-error.ts';

const keyScopes = ['jobs:read', 'jobs:write', 'admin'] as const;
const scopes = { accepted: keyScopes, many: 'scopes' };

export interface CreateKeyOptions extends ServerOptions {
  name: 'keys';
  action: 'create';
  /** @default that of the key that asks */
  owner?: string;
  /** @default the API's */
  scopes?: (typeof keyScopes)[number][];
  /** What it is for. */
  keyName?: string;
  /** @default never */
  expires?: Expiry;
  json: boolean;
}

export interface ListKeysOptions extends ServerOptions {
  name: 'keys';
  action: 'list';
  json: boolean;
}

export interface RevokeKeyOptions extends ServerOptions {
  name: 'keys';
  action: 'revoke';
  id: string;
}

export type KeysOptions = CreateKeyOptions | ListKeysOptions | RevokeKeyOptions;

/** No message repeats a word that may be a key. */
export function parseKeys([action, ...words]: string[]): KeysOptions | HelpOptions {
  switch (action) {
    case 'create':
      return parseCreate(words);
    case 'list':
      return parseList(words);
    case 'revoke':
      return parseRevoke(words);
    case '--help':
    case '-h':
      return { name: 'help', topic: 'keys' };
    default:
      throw usage('Say what to do with keys: create, list or revoke.', 'keys');
  }
}

function parseCreate(words: string[]): KeysOptions | HelpOptions {
  const { values, positionals } = parseWords('keys', words, {
    ...help,
    ...server,
    owner: { type: 'string' },
    scopes: { type: 'string' },
    name: { type: 'string' },
    expires: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (values.help) return { name: 'help', topic: 'keys' };
  if (positionals.length > 0) throw usage('keys create takes options only.', 'keys');
  return {
    ...{ name: 'keys', action: 'create', json: values.json ?? false },
    ...serverOf(values, 'keys'),
    ...(values.owner !== undefined && { owner: values.owner }),
    ...(values.scopes !== undefined && { scopes: listOf('--scopes', scopes, values.scopes, 'keys') }),
    ...(values.name !== undefined && { keyName: values.name }),
    ...(values.expires !== undefined && { expires: expiryOf(values.expires) }),
  };
}

function parseList(words: string[]): KeysOptions | HelpOptions {
  const options = { ...help, ...server, json: { type: 'boolean' } } as const;
  const { values, positionals } = parseWords('keys', words, options);
  if (values.help) return { name: 'help', topic: 'keys' };
  if (positionals.length > 0) throw usage('keys list takes options only.', 'keys');
  return { ...{ name: 'keys', action: 'list', json: values.json ?? false }, ...serverOf(values, 'keys') };
}

function parseRevoke(words: string[]): KeysOptions | HelpOptions {
  const { values, positionals } = parseWords('keys', words, { ...help, ...server });
  if (values.help) return { name: 'help', topic: 'keys' };
  const [given, ...others] = positionals;
  if (given === undefined) throw usage('Name the key to revoke by its id.', 'keys');
  if (others.length > 0) throw usage('One key at a time.', 'keys');
  return { name: 'keys', action: 'revoke', id: keyIdOf(given), ...serverOf(values, 'keys') };
}

/** Who hands in the whole key, `lf_<id>_<secret>`, means its id: the secret must go no further. */
function keyIdOf(given: string): string {
  const id = /^(?:lf_)?([0-9a-f]{12})(?:_[\w-]*)?$/.exec(given)?.[1];
  if (id === undefined) {
    throw usage('The id of a key is 12 hexadecimal digits, as factoria keys list shows them.', 'keys');
  }
  return id;
}
