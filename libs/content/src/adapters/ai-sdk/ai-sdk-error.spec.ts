import { inspect } from 'node:util';

import { describe, expect, test } from '@jest/globals';
import * as sdk from 'ai';

import { ContentError } from '../../errors.ts';
import { buildModelCall } from '../../testing/fake-text-model.ts';
import { toContentError } from './ai-sdk-error.ts';

const canary = 'The canary sings in the coal mine at dawn.';
const key = 'AIza-0123456789';
const call = buildModelCall({ prompt: { rules: canary, shared: canary, task: canary } });
const convert = (error: unknown) => toContentError(error, sdk, { call, provider: 'google', secrets: [key] });

/** What the SDK throws in a server, where it knows the errors of `fetch` for what they are. */
const callError = (overrides: Partial<ConstructorParameters<typeof sdk.APICallError>[0]> = {}) =>
  new sdk.APICallError({
    message: `Cannot connect to API: ${canary}`,
    url: `https://example.com/?key=${key}`,
    requestBodyValues: { contents: canary },
    cause: Object.assign(new Error(canary), { code: 'ECONNREFUSED' }),
    ...overrides,
  });

describe('toContentError', () => {
  test.each([
    ['by the SDK', callError()],
    ['as it came', Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })],
  ])('F10 when a connection fails and the error comes %s, its code is in the message', (_, error) => {
    expect(convert(error)).toMatchObject({
      ...{ code: 'provider-unavailable', isRetryable: true, mayBeBilled: false },
      message: 'The connection to google failed (ECONNREFUSED).',
    });
  });

  test('when the answer was waited for in vain, it may have been billed', () => {
    const cause = Object.assign(new Error('Headers Timeout Error'), { code: 'UND_ERR_HEADERS_TIMEOUT' });
    expect(convert(new TypeError('fetch failed', { cause }))).toMatchObject({
      ...{ code: 'provider-unavailable', isRetryable: true, mayBeBilled: true },
    });
  });

  test('when an error has no code, it says so', () => {
    const circular: { cause?: unknown } = {};
    circular.cause = circular;
    expect(convert(circular)).toMatchObject({ message: 'The connection to google failed (no code).' });
  });

  test('when the SDK refuses what it was given, trying again is no use', () => {
    const error = new sdk.InvalidArgumentError({ parameter: 'x', value: 0, message: canary });
    expect(convert(error)).toMatchObject({ code: 'provider-rejected', isRetryable: false });
  });

  test.each([
    ['a failed connection', callError()],
    [
      'a status',
      callError({ statusCode: 400, responseBody: JSON.stringify({ error: { message: canary } }) }),
    ],
    ['a broken answer', callError({ statusCode: 200, responseBody: canary })],
    [
      'what the SDK was given',
      new sdk.InvalidArgumentError({ parameter: 'x', value: canary, message: canary }),
    ],
    ['an answer without choices', new sdk.InvalidResponseDataError({ data: canary, message: canary })],
  ])('F23 when a call fails by %s, nothing of the request is kept', (_, error) => {
    const converted = convert(error);
    const printed = inspect(converted, { depth: Infinity, showHidden: true });
    expect(converted).toBeInstanceOf(ContentError);
    expect([key, canary, 'canary sings'].filter((secret) => printed.includes(secret))).toEqual([]);
  });
});
