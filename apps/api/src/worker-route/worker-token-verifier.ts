import { OAuth2Client, type TokenPayload } from 'google-auth-library';
import { z } from 'zod';

import { fetchKeySet } from './fetch-key-set.ts';
import { createSigningKeys } from './signing-keys.ts';
import { WorkerTokenError } from './worker-token-error.ts';

export interface WorkerTokenVerifierOptions {
  /** What the tokens must be made for: the whole address of the worker's route. */
  audience: string;
  /** Whose tokens they must be. */
  serviceAccountEmail: string;
  /** A JSON Web Key Set. @default Google's, https://www.googleapis.com/oauth2/v3/certs */
  certificatesUrl?: string;
  /** For so long at most the keys are waited for. @default 5 */
  timeoutSeconds?: number;
  /** Milliseconds since any point, for the age of keys; a token's times are compared with the date. @default performance.now */
  now?: () => number;
}

export interface WorkerTokenVerifier {
  /** Resolves for a token that may run jobs, and rejects with a WorkerTokenError for any other. */
  verify(token: string): Promise<void>;
}

const googleCertificatesUrl = 'https://www.googleapis.com/oauth2/v3/certs';
const issuers = ['https://accounts.google.com', 'accounts.google.com'];

/** Google's tokens live for an hour. Five minutes more, by which the library lets two clocks differ. */
const maxLifeSeconds = 3600 + 300;

/** Only RS256, as Google signs: the library itself looks at the key alone, whatever the header says. */
const headerSchema = z.object({ alg: z.literal('RS256'), kid: z.string() });

/** What the library's messages say, without the token that they quote. */
const reasons: readonly [RegExp, string][] = [
  [/^Invalid token signature/, 'its signature is wrong'],
  [/^Token used too late/, 'it has expired'],
  [/^Token used too early/, 'it is not valid yet'],
  [/^Expiration time too far/, 'it is valid for too long'],
  [/^Invalid issuer/, 'another issuer made it'],
  [/^Wrong recipient/, 'it was made for another audience'],
];

/**
 * Verifies the OIDC tokens that Cloud Tasks sends with its requests: signed by one of Google's keys, issued by Google
 * for this audience and this service account, and in their time, give or take five minutes.
 *
 * Throws a RangeError for an audience or an account that is empty, and for a time that is not above 0.
 */
export function createWorkerTokenVerifier(options: WorkerTokenVerifierOptions): WorkerTokenVerifier {
  const { audience, serviceAccountEmail, certificatesUrl = googleCertificatesUrl } = options;
  const { timeoutSeconds = 5, now = () => performance.now() } = options;
  if (audience === '') throw new RangeError('audience must not be empty.');
  if (serviceAccountEmail === '') throw new RangeError('serviceAccountEmail must not be empty.');
  if (!(timeoutSeconds > 0))
    throw new RangeError(`timeoutSeconds must be above 0, and is ${timeoutSeconds}.`);
  const client = new OAuth2Client();
  const keys = createSigningKeys({ fetchKeySet: () => fetchKeySet(certificatesUrl, timeoutSeconds), now });

  async function payloadOf(token: string, certificates: Record<string, string>): Promise<TokenPayload> {
    try {
      const ticket = await client.verifySignedJwtWithCertsAsync(
        ...([token, certificates, audience, issuers, maxLifeSeconds] as const),
      );
      return ticket.getPayload() ?? refuse('it is malformed');
    } catch (error) {
      // Not as the cause: the library's errors quote the token.
      const message = Error.isError(error) ? error.message : '';
      return refuse(reasons.find(([pattern]) => pattern.test(message))?.[1] ?? 'it is malformed');
    }
  }

  return {
    async verify(token) {
      const keyId = keyIdOf(token);
      const key = (await keys.find(keyId)) ?? refuse('no key has its key id');
      const payload = await payloadOf(token, { [keyId]: key });
      if (payload.email !== serviceAccountEmail) refuse('it belongs to another account');
      if (payload.email_verified !== true) refuse("its account's address is not verified");
    },
  };
}

function keyIdOf(token: string): string {
  const [, encoded] = /^([\w-]+)\.[\w-]+\.[\w-]*$/.exec(token) ?? [];
  if (encoded === undefined) return refuse('it is malformed');
  let header: unknown;
  try {
    // As the library does it, so that both read the same.
    header = JSON.parse(Buffer.from(encoded, 'base64').toString());
  } catch {
    return refuse('it is malformed');
  }
  const { data } = headerSchema.safeParse(header);
  return data?.kid ?? refuse('its header does not name RS256 and a key');
}

function refuse(reason: string): never {
  throw new WorkerTokenError('token-invalid', `The token is not valid: ${reason}.`);
}
