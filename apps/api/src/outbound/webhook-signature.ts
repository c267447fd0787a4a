import { createHmac, hkdfSync } from 'node:crypto';

export interface WebhookMessage {
  /** The same for each attempt to deliver one event, so that a receiver can tell repetitions. Letters, digits, `_` and `-`. */
  id: string;
  /** When this attempt is made, in seconds since 1970. */
  timestampSeconds: number;
  /** Exactly what is sent. */
  body: string | Uint8Array;
  /** `whsec_<base64>` */
  secret: string;
}

export interface WebhookHeaders extends Record<string, string> {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

const secretPrefix = 'whsec_';
/** What the specification allows. */
const secretBytes = { min: 24, max: 64 };
const minMasterCharacters = 24;

/**
 * The headers by which a receiver knows who sent a webhook, by Standard Webhooks 1.0: https://www.standardwebhooks.com.
 * Throws `RangeError` for an id, a time or a secret that the specification doesn't allow.
 */
export function signWebhook({ id, timestampSeconds, body, secret }: WebhookMessage): WebhookHeaders {
  // A dot would let one signature stand for two readings of what is signed.
  if (!/^[\w-]+$/.test(id)) {
    throw new RangeError(`A webhook's id is ${JSON.stringify(id)}; accepted: letters, digits, _ and -`);
  }
  if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0) {
    throw new RangeError(`A webhook's time is ${timestampSeconds}; accepted: whole seconds since 1970`);
  }
  const signature = createHmac('sha256', keyOf(secret))
    .update(`${id}.${timestampSeconds}.`)
    .update(body)
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': `v1,${signature}`,
  };
}

/**
 * An owner's own secret, always the same for the same master secret: none has to be kept, and who knows one learns
 * nothing about the others. Throws `RangeError` for a master secret of less than 24 characters.
 */
export function webhookSecretOf(masterSecret: string, owner: string): string {
  if (masterSecret.length < minMasterCharacters) {
    throw new RangeError(`The master secret of webhooks needs at least ${minMasterCharacters} characters`);
  }
  // Changing the label changes every owner's secret.
  const key = hkdfSync('sha256', masterSecret, '', `la-factoria webhook secret v1 ${owner}`, 32);
  return `${secretPrefix}${Buffer.from(key).toString('base64')}`;
}

function keyOf(secret: string): Buffer {
  const encoded = secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : '';
  const key = Buffer.from(encoded, 'base64');
  const isWhole = key.toString('base64') === encoded;
  if (isWhole && key.length >= secretBytes.min && key.length <= secretBytes.max) return key;
  throw new RangeError(
    `A webhook's secret has to be ${secretPrefix} and the base64 of ${secretBytes.min} to ${secretBytes.max} bytes`,
  );
}
