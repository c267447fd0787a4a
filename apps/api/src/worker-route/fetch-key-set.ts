import { createPublicKey } from 'node:crypto';

import { z } from 'zod';

import { WorkerTokenError } from './worker-token-error.ts';

/** Public keys for RS256, as PEM, by their ids. */
export interface KeySet {
  keys: ReadonlyMap<string, string>;
  /** How long the answer said that they may be kept, in seconds; 0 if it didn't. */
  freshSeconds: number;
}

const keySetSchema = z.object({ keys: z.array(z.unknown()) });

/** A set may hold keys of other kinds and for other ends: those are left out, as no token may be checked with them. */
const rsaKeySchema = z.object({
  ...{ kid: z.string(), kty: z.literal('RSA'), n: z.string(), e: z.string() },
  ...{ use: z.literal('sig').optional(), alg: z.literal('RS256').optional() },
});

/**
 * Fetches a JSON Web Key Set (RFC 7517). Throws a WorkerTokenError `keys-unavailable` when there is no whole answer
 * within the time, or none with a key for RS256. A redirect counts as no answer.
 */
export async function fetchKeySet(url: string, timeoutSeconds: number): Promise<KeySet> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`The status is ${response.status}.`);
    }
    return { keys: rsaKeysIn(await response.json()), freshSeconds: freshSecondsOf(response.headers) };
  } catch (cause) {
    const { origin, pathname } = new URL(url);
    const lack = signal.aborted ? `no whole answer within ${timeoutSeconds} seconds` : 'no set of keys';
    throw new WorkerTokenError('keys-unavailable', `${origin}${pathname} gives ${lack}.`, { cause });
  }
}

function rsaKeysIn(answer: unknown): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const candidate of keySetSchema.parse(answer).keys) {
    const { data: key } = rsaKeySchema.safeParse(candidate);
    if (!key) continue;
    const publicKey = createPublicKey({ key: { kty: key.kty, n: key.n, e: key.e }, format: 'jwk' });
    keys.set(key.kid, publicKey.export({ type: 'spki', format: 'pem' }).toString());
  }
  if (keys.size === 0) throw new Error('The set has no key for RS256.');
  return keys;
}

/** `max-age` less the time that the answer has spent in caches already (RFC 9111, 4.2). */
function freshSecondsOf(headers: Headers): number {
  const cacheControl = headers.get('cache-control') ?? '';
  if (/\bno-(store|cache)\b/i.test(cacheControl)) return 0;
  const maxAge = /\bmax-age=(\d+)/i.exec(cacheControl)?.[1] ?? 0;
  const age = /^\d+$/.exec(headers.get('age') ?? '')?.[0] ?? 0;
  return Math.max(0, Number(maxAge) - Number(age));
}
