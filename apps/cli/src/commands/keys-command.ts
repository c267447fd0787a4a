import type { Key, KeyOrder } from '../api/key.ts';
import type { CommandContext } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { renderTable } from '../output/text-table.ts';
import type { Expiry } from '../parse-arguments/expiry.ts';
import type {
  CreateKeyOptions,
  KeysOptions,
  ListKeysOptions,
  RevokeKeyOptions,
} from '../parse-arguments/parse-keys.ts';
import { printable } from '../printable.ts';
import { withApi } from './with-api.ts';

/** `factoria keys`: makes a key, lists them or revokes one. */
export async function runKeys(options: KeysOptions, context: CommandContext): Promise<ExitCode> {
  switch (options.action) {
    case 'create':
      await createKey(options, context);
      break;
    case 'list':
      await listKeys(options, context);
      break;
    case 'revoke':
      await revokeKey(options, context);
      break;
  }
  return exitCodes.done;
}

/** The key alone goes to standard output, so that `KEY=$(factoria keys create)` has it and nothing else. */
async function createKey(options: CreateKeyOptions, context: CommandContext): Promise<void> {
  const order = orderOf(options, context.now());
  const made = await withApi(options, context, (client) => client.createKey(order, context.interruption));
  context.stdout.write(options.json ? `${JSON.stringify(made, null, 2)}\n` : `${made.key}\n`);
  const expiry = made.expiresAt === null ? 'never expires' : `expires ${shortTime(made.expiresAt)} UTC`;
  context.stderr.write(
    `Key ${describeKey(made)} for ${printable(made.scopes.join(', '))}; ${expiry}.\n` +
      'It is shown this once: keep it where it is safe.\n',
  );
}

async function listKeys({ json, ...server }: ListKeysOptions, context: CommandContext): Promise<void> {
  const keys = await withApi(server, context, (client) => client.keys(context.interruption));
  context.stdout.write(json ? `${JSON.stringify(keys, null, 2)}\n` : renderKeys(keys, context.now()));
}

async function revokeKey({ id, ...server }: RevokeKeyOptions, context: CommandContext): Promise<void> {
  const revoked = await withApi(server, context, (client) => client.revokeKey(id, context.interruption));
  context.stderr.write(`Key ${describeKey(revoked)} is revoked.\n`);
}

function orderOf({ owner, scopes, keyName, expires }: CreateKeyOptions, now: number): KeyOrder {
  return {
    ...(owner !== undefined && { owner }),
    ...(scopes !== undefined && { scopes }),
    ...(keyName !== undefined && { name: keyName }),
    ...(expires !== undefined && { expiresAt: timeOf(expires, now) }),
  };
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;

const timeOf = (expires: Expiry, now: number): string =>
  'time' in expires ? expires.time : new Date(now + expires.days * millisecondsPerDay).toISOString();

const describeKey = ({ id, owner, name }: Key): string =>
  printable(`${id} of ${owner}${name === null ? '' : ` (${name})`}`);

const columns = ['ID', 'OWNER', 'SCOPES', 'CREATED', 'EXPIRES', 'LAST USED', 'STATE', 'NAME'];

/** The table, its times in UTC. `now` is milliseconds since 1970. Pure. */
export function renderKeys(keys: readonly Key[], now: number): string {
  if (keys.length === 0) return 'There are no keys.\n';
  const rows = keys.map((key) => [
    ...[key.id, key.owner, key.scopes.join(','), shortTime(key.createdAt), shortTime(key.expiresAt)],
    ...[shortTime(key.lastUsedAt), stateOf(key, now), key.name ?? ''],
  ]);
  return renderTable([columns, ...rows.map((row) => row.map(printable))]);
}

function stateOf({ revokedAt, expiresAt }: Key, now: number): string {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'active';
}

/** To the minute: `2026-03-04 10:20`. */
const shortTime = (time: string | null): string =>
  time === null ? 'never' : printable(time.slice(0, 16).replace('T', ' '));
