import { createHmac } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { signWebhook, webhookSecretOf } from './webhook-signature.ts';

/** From the tests of the specification's own libraries. */
const published = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1614265330,
  body: '{"test": 2432232314}',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};
const master = 'a master secret that nobody guesses';

describe('signWebhook', () => {
  test.each([
    ['text', published.body],
    ['bytes', new TextEncoder().encode(published.body)],
  ])('when the published example is signed, as %s, the published signature comes out', (_form, body) => {
    expect(signWebhook({ ...published, body })).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test("when an owner's secret signs, a receiver who decodes it as the specification says gets the same", () => {
    const secret = webhookSecretOf(master, 'owner-1');
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update('evt-1.1700000000.{"é":1}').digest('base64');

    const headers = signWebhook({ id: 'evt-1', timestampSeconds: 1_700_000_000, body: '{"é":1}', secret });

    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  test.each([
    ['with a dot, which could hide a time', { id: 'evt.1' }, /"evt\.1"/],
    ['that would add a header', { id: 'evt\r\nx: y' }, /accepted: letters/],
    ['that is empty', { id: '' }, /accepted: letters/],
  ])('when the id is one %s, it is refused', (_what, wrong, message) => {
    expect(() => signWebhook({ ...published, ...wrong })).toThrow(message);
  });

  test.each([1614265330.5, -1, Number.NaN])('when the time is %d, it is refused', (timestampSeconds) => {
    expect(() => signWebhook({ ...published, timestampSeconds })).toThrow(`time is ${timestampSeconds}`);
  });

  test.each([
    ['has no prefix', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['is too short', `whsec_${Buffer.alloc(23, 7).toString('base64')}`],
    ['is too long', `whsec_${Buffer.alloc(65, 7).toString('base64')}`],
    ['is no base64', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw!'],
    ['is empty', ''],
  ])('when the secret %s, it is refused without being shown', (_what, secret) => {
    expect(() => signWebhook({ ...published, secret })).toThrow(
      new RangeError("A webhook's secret has to be whsec_ and the base64 of 24 to 64 bytes"),
    );
  });
});

describe('webhookSecretOf', () => {
  test('when asked in another release, an owner still has the same secret', () => {
    // Receivers have stored theirs: this value must never change.
    expect(webhookSecretOf(master, 'owner-1')).toBe('whsec_wr2P44+Wgq0tcr38GIryYOAB3JiLow8Dfb+UNnANeEo=');
  });

  test('when the owner or the master secret is another one, so is the secret', () => {
    const secrets = [
      ...[webhookSecretOf(master, 'owner-1'), webhookSecretOf(master, 'owner-2')],
      webhookSecretOf(`${master}!`, 'owner-1'),
    ];

    expect(new Set(secrets).size).toBe(3);
  });

  test('when the master secret is too short to be one, it is refused without being shown', () => {
    expect(() => webhookSecretOf('hunter2', 'owner-1')).toThrow(/^(?!.*hunter2).*at least 24 characters/);
  });
});
