import { inspect } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { refusedTokens } from './testing/refused-tokens.ts';
import { type KeyServer, keySetOf, startKeyServer } from './testing/start-key-server.ts';
import { audience, createTokenSigner, inSeconds, serviceAccountEmail } from './testing/token-signer.ts';
import { createWorkerTokenVerifier, type WorkerTokenVerifier } from './worker-token-verifier.ts';

const known = createTokenSigner('known');
const unknown = createTokenSigner('unknown');

let server: KeyServer;
let verifier: WorkerTokenVerifier;
beforeAll(async () => {
  server = await startKeyServer(keySetOf([known.key]));
  verifier = createWorkerTokenVerifier({ audience, serviceAccountEmail, certificatesUrl: server.url });
});
afterAll(() => server.close());

describe('verify', () => {
  test.each([
    ['is as Google makes it', known.sign()],
    ['has the issuer in its short form', known.sign({ iss: 'accounts.google.com' })],
    ['has expired a little by our clock', known.sign({ exp: inSeconds(-270) })],
    ['was issued a little ahead of our clock', known.sign({ iat: inSeconds(270), exp: inSeconds(3870) })],
  ])('F09 when a token %s, it passes', async (_what, token) => {
    await expect(verifier.verify(token)).resolves.toBeUndefined();
  });

  test.each(refusedTokens(known, unknown))(
    'F09 when a token %s, it is refused for that',
    async (_what, token, reason) => {
      await expect(verifier.verify(token)).rejects.toMatchObject({
        ...{ name: 'WorkerTokenError', code: 'token-invalid', isRetryable: false },
        message: `The token is not valid: ${reason}.`,
      });
    },
  );

  test.each(refusedTokens(known, unknown))(
    'F09 when a token %s, no part of it gets into the error',
    async (_what, token) => {
      const error: unknown = await verifier.verify(token).catch((refusal: unknown) => refusal);
      const shown = inspect(error, { depth: 9, showHidden: true });

      // Short parts, as of the word "hello", may stand anywhere by chance.
      expect(token.split('.').filter((part) => part.length > 10 && shown.includes(part))).toEqual([]);
      expect(shown).not.toMatch(/iam\.gserviceaccount|factoria\.example/);
    },
  );
});

describe('createWorkerTokenVerifier', () => {
  const options = { audience, serviceAccountEmail };

  test.each([
    ['the audience is empty', { audience: '' }, 'audience must not be empty.'],
    ['the account is empty', { serviceAccountEmail: '' }, 'serviceAccountEmail must not be empty.'],
    ['the time is 0', { timeoutSeconds: 0 }, 'timeoutSeconds must be above 0, and is 0.'],
    ['the time is no number', { timeoutSeconds: Number.NaN }, 'timeoutSeconds must be above 0, and is NaN.'],
  ])('when %s, it says so at once', (_what, wrong, message) => {
    expect(() => createWorkerTokenVerifier({ ...options, ...wrong })).toThrow(new RangeError(message));
  });
});
