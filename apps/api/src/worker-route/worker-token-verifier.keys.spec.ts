import type { RequestListener } from 'node:http';

import { afterEach, describe, expect, test } from '@jest/globals';

import { type KeyServer, keySetOf, startKeyServer } from './testing/start-key-server.ts';
import { audience, createTokenSigner, serviceAccountEmail } from './testing/token-signer.ts';
import { createWorkerTokenVerifier } from './worker-token-verifier.ts';

const first = createTokenSigner('first');
const second = createTokenSigner('second');
const stranger = createTokenSigner('stranger');

let server: KeyServer;
afterEach(() => server.close());

/** A verifier with a key server of its own, and a clock for its keys that stands still until it is passed. */
async function open(answer: RequestListener, { timeoutSeconds = 5 } = {}) {
  server = await startKeyServer(answer);
  let milliseconds = 0;
  const options = { audience, serviceAccountEmail, certificatesUrl: server.url, timeoutSeconds };
  const { verify } = createWorkerTokenVerifier({ ...options, now: () => milliseconds });
  return {
    /** `passed`, or the code of the error. */
    outcome: (token: string): Promise<string> =>
      verify(token).then(
        () => 'passed',
        (error: { code: string }) => error.code,
      ),
    verify,
    pass(seconds: number) {
      milliseconds += seconds * 1000;
    },
  };
}

const status =
  (code: number): RequestListener =>
  (_incoming, response) => {
    response.writeHead(code).end(JSON.stringify({ keys: [first.key] }));
  };
const text =
  (body: string): RequestListener =>
  (_incoming, response) => {
    response.end(body);
  };

describe('keys that can not be had', () => {
  const elliptic = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'first', alg: 'ES256', use: 'sig' };

  test.each<[string, RequestListener]>([
    ['breaks off', (incoming) => incoming.socket.destroy()],
    ['answers 500', status(500)],
    ['answers 404', status(404)],
    [
      'redirects',
      (incoming, response) =>
        incoming.url === '/other'
          ? keySetOf([first.key])(incoming, response)
          : response.writeHead(302, { Location: '/other' }).end(),
    ],
    ['answers what is no JSON', text('<html>')],
    ['answers JSON that is no set of keys', text('{"first":"key"}')],
    ['answers null', text('null')],
    ['has no keys', keySetOf([])],
    ['has the key for another algorithm', keySetOf([{ ...first.key, alg: 'RS512' }])],
    ['has the key for encryption', keySetOf([{ ...first.key, use: 'enc' }])],
    ['has keys of another kind', keySetOf([elliptic])],
    ['has a key without a modulus', keySetOf([{ ...first.key, n: undefined }])],
  ])('F09 when the key server %s, a token is not refused for good', async (_what, answer) => {
    const { verify } = await open(answer);

    await expect(verify(first.sign())).rejects.toMatchObject({
      ...{ name: 'WorkerTokenError', code: 'keys-unavailable', isRetryable: true },
      message: `${server.url} gives no set of keys.`,
    });
  });

  test('F09 when nobody listens there, a token is not refused for good', async () => {
    const { outcome } = await open(keySetOf([first.key]));
    await server.close();

    expect(await outcome(first.sign())).toBe('keys-unavailable');
  });

  test.each<[string, RequestListener]>([
    ['does not answer', () => {}],
    ['begins its answer and never ends it', (_incoming, response) => void response.write('{"keys":[')],
  ])('F09 when the key server %s, it is waited for so long and no longer', async (_what, answer) => {
    const { verify } = await open(answer, { timeoutSeconds: 0.5 });

    await expect(verify(first.sign())).rejects.toMatchObject({
      code: 'keys-unavailable',
      message: `${server.url} gives no whole answer within 0.5 seconds.`,
    });
  });

  test('F09 when the key server is down, it is asked once a second at most, and the next token passes once it is up', async () => {
    const { outcome, pass } = await open(status(500));

    const outcomes = [await outcome(first.sign()), await outcome(first.sign())];
    pass(0.9);
    outcomes.push(await outcome(first.sign()));
    expect([outcomes, server.fetches]).toEqual([Array(3).fill('keys-unavailable'), 1]);

    server.answerWith(keySetOf([first.key]));
    pass(0.1);
    expect(await outcome(first.sign())).toBe('passed');
  });

  test('F09 when the key server was down and is up, made-up key ids are refused for good again', async () => {
    const { outcome, pass } = await open(status(500));
    await outcome(first.sign());
    server.answerWith(keySetOf([first.key]));
    pass(1);
    await outcome(first.sign());

    expect(await outcome(stranger.sign())).toBe('token-invalid');
    expect(await outcome(stranger.sign())).toBe('token-invalid');
  });
});

describe('keys that are kept', () => {
  test('when many tokens come at once and after, the keys are fetched once', async () => {
    const { outcome } = await open(keySetOf([first.key, second.key]));

    const tokens = Array.from({ length: 20 }, (_, index) => (index % 2 ? first : second).sign());
    const atOnce = await Promise.all(tokens.map(outcome));
    const after = await outcome(first.sign());

    expect([...atOnce, after]).toEqual(Array(21).fill('passed'));
    expect(server.fetches).toBe(1);
  });

  test.each([
    ['max-age', { 'Cache-Control': 'public, max-age=600, must-revalidate' }, 600],
    ['max-age, some of which is over', { 'Cache-Control': 'max-age=600', Age: '200' }, 400],
    ['a max-age of a year', { 'Cache-Control': 'max-age=31536000' }, 86_400],
    ['a max-age of 0', { 'Cache-Control': 'max-age=0' }, 30],
    ['no-store', { 'Cache-Control': 'no-store, max-age=600' }, 30],
    ['nothing', {}, 30],
  ])('when the answer says %s, keys are kept for that within bounds', async (_what, headers, seconds) => {
    const { outcome, pass } = await open(keySetOf([first.key], headers));
    await outcome(first.sign());

    pass(seconds - 1);
    await outcome(first.sign());
    const fetchesBefore = server.fetches;
    pass(1);
    await outcome(first.sign());

    expect([fetchesBefore, server.fetches]).toEqual([1, 2]);
  });

  test('F09 when the key server goes down, its keys hold until they expire and no longer', async () => {
    const { outcome, pass } = await open(keySetOf([first.key]));
    await outcome(first.sign());
    await server.close();

    pass(3599);
    const before = await outcome(first.sign());
    pass(1);

    expect([before, await outcome(first.sign())]).toEqual(['passed', 'keys-unavailable']);
  });

  test('when a key was withdrawn, its tokens are refused once the keys have expired', async () => {
    const { outcome, pass } = await open(keySetOf([first.key, second.key]));
    await outcome(first.sign());
    server.answerWith(keySetOf([second.key]));
    pass(3600);

    expect(await outcome(first.sign())).toBe('token-invalid');
  });
});

describe('keys that are new', () => {
  test('when a new key appears at the server, the next token with it passes', async () => {
    const { outcome } = await open(keySetOf([first.key]));
    await outcome(first.sign());

    server.answerWith(keySetOf([first.key, second.key]));

    expect(await outcome(second.sign())).toBe('passed');
    expect(await outcome(first.sign())).toBe('passed');
    expect(server.fetches).toBe(2);
  });

  test('when many tokens with the new key come at once, all pass by one fetch', async () => {
    const { outcome } = await open(keySetOf([first.key]));
    await outcome(first.sign());
    server.answerWith(keySetOf([second.key]));

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcome(second.sign())));

    expect([outcomes, server.fetches]).toEqual([Array(10).fill('passed'), 2]);
  });

  test('F09 when tokens name keys that nobody has, the server is asked once in 30 seconds at most', async () => {
    const { outcome, pass } = await open(keySetOf([first.key]));
    const strange = Array.from({ length: 10 }, (_, index) => stranger.sign({}, { kid: `made-up-${index}` }));
    await outcome(first.sign());

    const outcomes = await Promise.all(strange.map(outcome));
    pass(29);
    outcomes.push(await outcome(stranger.sign()));
    expect([outcomes, server.fetches]).toEqual([Array(11).fill('token-invalid'), 2]);

    pass(1);
    await outcome(stranger.sign());
    expect(server.fetches).toBe(3);
  });

  test('F09 when the first token of all names a key that nobody has, the keys just fetched are answer enough', async () => {
    const { outcome } = await open(keySetOf([first.key]));

    expect(await outcome(stranger.sign())).toBe('token-invalid');
    expect(server.fetches).toBe(1);
  });

  test('F09 when tokens are no tokens of RS256, the server is not asked at all', async () => {
    const { outcome } = await open(keySetOf([first.key]));

    const outcomes = [await outcome('hello'), await outcome(first.sign({}, { alg: 'none' }))];

    expect([outcomes, server.fetches]).toEqual([['token-invalid', 'token-invalid'], 0]);
  });

  test('F09 when a new key is looked for and the server is down, only tokens of known keys get an answer', async () => {
    const { outcome, pass } = await open(keySetOf([first.key]));
    await outcome(first.sign());
    server.answerWith(status(500));

    const searched = await outcome(second.sign());
    pass(29);
    const soonAfter = await outcome(second.sign());

    expect([searched, soonAfter]).toEqual(['keys-unavailable', 'keys-unavailable']);
    expect(await outcome(first.sign())).toBe('passed');
    expect(server.fetches).toBe(2);

    server.answerWith(keySetOf([first.key, second.key]));
    pass(1);
    expect(await outcome(second.sign())).toBe('passed');
  });
});
