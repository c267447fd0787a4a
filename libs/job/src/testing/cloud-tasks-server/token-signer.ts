import { createHash, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';

import type { Clock } from '../../ports/clock.ts';
import type { OidcToken } from './stored-task.ts';

const tokenLifeSeconds = 3600;

export interface KeySet {
  keys: (JsonWebKey & { kid: string; alg: string; use: string })[];
}

export interface TokenSigner {
  /** A JSON Web Token by RS256, as Google's own tokens for a service account, valid for an hour. */
  sign(token: OidcToken): string;
  /** What verifies it, in the form of https://www.googleapis.com/oauth2/v3/certs. */
  keySet(): KeySet;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs with a key of its own, which is made when it is first needed, since that takes a while. */
export function createTokenSigner(clock: Clock): TokenSigner {
  let pair: { publicKey: KeyObject; privateKey: KeyObject; kid: string } | undefined;

  function keys() {
    if (!pair) {
      const made = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const bytes = made.publicKey.export({ type: 'spki', format: 'der' });
      pair = { ...made, kid: createHash('sha256').update(bytes).digest('hex').slice(0, 40) };
    }
    return pair;
  }

  return {
    sign({ serviceAccountEmail, audience }) {
      const { privateKey, kid } = keys();
      const issuedAt = Math.floor(clock.now() / 1000);
      const payload = {
        ...{ iss: 'https://accounts.google.com', aud: audience, azp: subjectOf(serviceAccountEmail) },
        ...{ sub: subjectOf(serviceAccountEmail), email: serviceAccountEmail, email_verified: true },
        ...{ iat: issuedAt, exp: issuedAt + tokenLifeSeconds },
      };
      const content = `${encoded({ alg: 'RS256', kid, typ: 'JWT' })}.${encoded(payload)}`;
      return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    },
    keySet() {
      const { publicKey, kid } = keys();
      return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] };
    },
  };
}

/** Google's subject is the account's number, 21 digits; this one is made up from its name, always the same. */
function subjectOf(email: string): string {
  const digest = createHash('sha256').update(email).digest('hex');
  return `1${BigInt(`0x${digest}`).toString().slice(0, 20)}`;
}
