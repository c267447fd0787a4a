import { generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';

export const audience = 'https://factoria.example/internal/tasks/run-job';
export const serviceAccountEmail = 'tasks@factoria.iam.gserviceaccount.com';

export interface TokenSigner {
  /** As it stands in a JSON Web Key Set. */
  key: JsonWebKey & { kid: string };
  publicKeyPem: string;
  /** A token as Cloud Tasks sends it, with what differs; `undefined` leaves a part out. */
  sign(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
}

export const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Seconds since 1970, so many from now. */
export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

/** The claims that Google makes for a service account, valid for an hour. */
export const claimsOf = (differences: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...{ iss: 'https://accounts.google.com', aud: audience, azp: '104000000000000000000' },
  ...{ sub: '104000000000000000000', email: serviceAccountEmail, email_verified: true },
  ...{ iat: inSeconds(0), exp: inSeconds(3600), ...differences },
});

/** An RSA key of its own that signs tokens, as one of Google's does. */
export function createTokenSigner(kid: string): TokenSigner {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    key: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign(claims, header) {
      const content = `${encoded({ alg: 'RS256', kid, typ: 'JWT', ...header })}.${encoded(claimsOf(claims))}`;
      return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    },
  };
}
