import { storeFailed } from '../../../errors.ts';
import type { ErrorRecord } from '../../../value/error-record.ts';
import type { ChangeMessage } from '../changes/change-message.ts';
import type { SealedForRedis } from '../redis-entries.ts';
import type { RedisNames } from '../redis-names.ts';
import { claimScript, commitScript, endScript, renewScript } from '../redis-scripts.ts';
import type { RunScript } from '../run-script.ts';

export interface RedisLocksOptions {
  runScript: RunScript;
  names: RedisNames;
  /** The message as it is published. */
  write: (message: ChangeMessage) => string;
  leaseMilliseconds: number;
}

export interface ClaimQuestion {
  token: string;
  /** See `ClaimOptions`. */
  seen: string | 'unread' | undefined;
  /** The holder that was waited for. */
  awaited: string | undefined;
}

/** `stamp` is that of the value that stands, if one does. */
export type ClaimAnswer =
  | { state: 'granted'; stamp: string | undefined }
  | { state: 'stored'; stamp: string | undefined }
  | { state: 'taken'; stamp: string | undefined; holder: string; leftMilliseconds: number }
  | { state: 'failed'; record: string }
  | { state: 'unshared' };

/** What a holder knows of its lock. */
export interface Hold {
  token: string;
  /** Of the value that stood when the lock was granted. */
  stamp: string | undefined;
  /** Whether it is held still if it has expired. */
  mayBeGone: boolean;
}

/**
 * How a holder ends without a value to share: it failed with an error; it has one, but there is no room for it, so that
 * those who wait had better compute themselves; or it just leaves, so that one of them takes over.
 */
export type HoldEnd = { how: 'failed'; record: ErrorRecord } | { how: 'unshared' | 'oversized' | 'left' };

/**
 * So many leases a lock that was ended or deleted tells so. It must outlast the lease, so that a holder whose lock has
 * just expired can tell "nobody came" from "somebody deleted it".
 */
const leasesToRemember = 3;

const states = { failed: 'f', unshared: 'o', oversized: 'o', left: 'x' } as const;

/** The locks of keys: who computes. */
export class RedisLocks {
  /** How long a lock tells that it was ended or deleted. */
  readonly rememberedMilliseconds: number;
  readonly #options: RedisLocksOptions;

  constructor(options: RedisLocksOptions) {
    this.#options = options;
    this.rememberedMilliseconds = options.leaseMilliseconds * leasesToRemember;
  }

  async claim(key: string, { token, seen, awaited }: ClaimQuestion): Promise<ClaimAnswer> {
    const { runScript, leaseMilliseconds } = this.#options;
    const judged = seen === 'unread' ? '*' : (seen ?? '');
    const values = [token, judged, awaited ?? '', leaseMilliseconds];
    return readAnswer(await runScript(claimScript, this.#namesOf(key), values));
  }

  /** False if it is another's by now, or nobody's. */
  async renew(key: string, hold: Hold): Promise<boolean> {
    const { runScript, leaseMilliseconds } = this.#options;
    const values = [...valuesOf(hold), leaseMilliseconds];
    return (await runScript(renewScript, this.#namesOf(key), values)) === 1;
  }

  /** False, and nothing is stored, if the lock is another's by now, or nobody's. */
  async commit(key: string, hold: Hold, entry: SealedForRedis, stamp: string): Promise<boolean> {
    const { runScript, names, write } = this.#options;
    const told = [names.channel, write({ type: 'stored', key, stamp })];
    const sealed = [entry.sealed, entry.lifeMilliseconds];
    const values = [...valuesOf(hold), ...sealed, ...told, this.rememberedMilliseconds];
    return (await runScript(commitScript, this.#namesOf(key), values)) === 1;
  }

  /** Does nothing if the lock isn't this holder's. */
  async end(key: string, token: string, end: HoldEnd): Promise<void> {
    const { runScript, names, write } = this.#options;
    const isOversized = end.how === 'oversized';
    const told = [names.channel, write({ type: isOversized ? 'deleted' : 'freed', key })];
    const suffix = end.how === 'failed' ? `:${JSON.stringify(end.record)}` : '';
    const values = [
      token,
      states[end.how],
      suffix,
      this.rememberedMilliseconds,
      ...told,
      isOversized ? 1 : 0,
    ];
    await runScript(endScript, this.#namesOf(key), values);
  }

  #namesOf(key: string): string[] {
    const { names } = this.#options;
    return [names.value(key), names.lock(key)];
  }
}

const valuesOf = ({ token, stamp, mayBeGone }: Hold) => [token, stamp ?? '', mayBeGone ? 1 : 0];

function readAnswer(answer: unknown): ClaimAnswer {
  // ioredis-mock may answer with Buffers.
  const [state, ...rest] = Array.isArray(answer) ? answer.map(String) : [];
  const stampAt = (index: number) => rest[index] || undefined;
  switch (state) {
    case 'granted':
    case 'stored':
      return { state, stamp: stampAt(0) };
    case 'taken':
      return { state, holder: rest[0] ?? '', leftMilliseconds: Number(rest[1]), stamp: stampAt(2) };
    case 'failed':
      return { state, record: rest[0] ?? '' };
    case 'unshared':
      return { state };
    default:
      throw storeFailed('The cache store failed to claim: its script gave no answer that it knows.');
  }
}
