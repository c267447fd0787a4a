import { describe, expect, test } from '@jest/globals';

import { readErrorBody } from './ai-sdk-error-body.ts';

const message = 'The model is gone.';

describe('readErrorBody', () => {
  test.each([
    ['an object, as everywhere', { error: { message } }],
    ["an array, as Google's OpenAI-compatible endpoint", [{ error: { message } }]],
    ['a plain error', { error: message }],
    ['a message', { message }],
    ['a detail', { detail: message }],
  ])('when the body holds %s, the message is found', (_, body) => {
    expect(readErrorBody(JSON.stringify(body))).toMatchObject({ message });
  });

  test('when Google gives details, the reason and the delay are found among them', () => {
    const details = [
      { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '58s' },
    ];
    expect(readErrorBody(JSON.stringify({ error: { message, details } }))).toEqual({
      ...{ message, reason: 'API_KEY_INVALID', retryDelay: '58s' },
    });
  });

  test('when the details are of another shape, the message is still found', () => {
    expect(readErrorBody(JSON.stringify({ error: { message, details: 'none' } }))).toMatchObject({ message });
  });

  test.each([['<html>502</html>'], [''], ['null'], ['7'], ['[]'], [undefined]])(
    'when the body is %j, it tells nothing',
    (body) => {
      expect(readErrorBody(body).message).toBeUndefined();
    },
  );
});
