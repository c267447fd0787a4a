import { describe, expect, test } from '@jest/globals';

import { readPolicy } from './read-policy.ts';

describe('readPolicy', () => {
  test('when all is said, it is returned', () => {
    const policy = { ratchets: { cache: 0, job: 100 }, minimum: 55.5, requireIntegrationTests: false };
    expect(readPolicy(JSON.stringify(policy))).toStrictEqual(policy);
  });

  test('when nothing is said, the defaults are', () => {
    expect(readPolicy('{}')).toStrictEqual({ ratchets: {}, minimum: 0, requireIntegrationTests: true });
  });

  test.each([
    ['no JSON', '{', 'the policy is no JSON'],
    ['a list', '[]', 'the policy is no object'],
    ['null', 'null', 'the policy is no object'],
    ['a number', '7', 'the policy is no object'],
    ['a field misspelt', '{"ratchet":{}}', 'but not "ratchet"'],
    ['ratchets in a list', '{"ratchets":[]}', 'the ratchets of the policy are no object'],
    [
      'a ratchet as text',
      '{"ratchets":{"job":"90"}}',
      'the ratchet of job in the policy is no score from 0 to 100: "90"',
    ],
    ['a ratchet above 100', '{"ratchets":{"job":101}}', 'is no score'],
    ['a negative minimum', '{"minimum":-1}', 'the minimum in the policy is no score from 0 to 100: -1'],
    ['a requirement that is text', '{"requireIntegrationTests":"no"}', 'is neither true nor false'],
  ])('when it has %s, it is refused with the reason', (_, text, reason) => {
    expect(() => readPolicy(text)).toThrow(reason);
  });
});
