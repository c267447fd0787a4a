import { describe, expect, test } from '@jest/globals';

import { saidIn, toOpenAiSpeechError } from './openai-speech-errors.ts';

const now = new Date('2026-11-23T12:00:00Z');
const openAi = (message: string, code: string | null = null, type = 'invalid_request_error') =>
  JSON.stringify({ error: { message, type, param: null, code } });
const fastApi = (detail: unknown) => JSON.stringify({ detail });
const errorFor = (status: number, body: string, retryAfter: string | null = null) =>
  toOpenAiSpeechError({ status, body, retryAfter }, ['sk-secret'], now);

describe('refusals of speech servers', () => {
  test.each([
    [302, '', 'voice-request-invalid', false],
    [400, openAi('you must provide a model parameter'), 'voice-request-invalid', false],
    [400, openAi('String should have at most 4096 characters'), 'text-too-long', false],
    [400, openAi('No.', 'string_above_max_length'), 'text-too-long', false],
    [400, fastApi({ error: 'validation_error', message: "Voice 'x' not found." }), 'voice-unknown', false],
    [401, openAi('Incorrect API key provided'), 'voice-unauthorized', false],
    [402, 'Payment Required', 'voice-quota-exceeded', false],
    [403, openAi('Country not supported'), 'voice-unauthorized', false],
    [404, fastApi("Voice 'x' not found"), 'voice-unknown', false],
    [404, fastApi('Not Found'), 'voice-request-invalid', false],
    [405, fastApi('Method Not Allowed'), 'voice-request-invalid', false],
    [408, '', 'voice-timed-out', true],
    [409, openAi('Conflict'), 'voice-conflict', true],
    [413, 'Request Entity Too Large', 'voice-request-invalid', false],
    [413, 'input is too long', 'text-too-long', false],
    [422, fastApi([{ loc: ['body', 'speed'], msg: 'Not a number' }]), 'voice-request-invalid', false],
    [422, fastApi([{ loc: ['body', 'input'], type: 'string_too_long' }]), 'text-too-long', false],
    [429, openAi('Slow down', 'rate_limit_exceeded'), 'voice-rate-limited', true],
    [429, openAi('You exceeded your quota', 'insufficient_quota'), 'voice-quota-exceeded', false],
    [429, openAi('No.', null, 'insufficient_quota'), 'voice-quota-exceeded', false],
    [500, openAi('The voice is down'), 'voice-unavailable', true],
    [503, '<html>Busy</html>', 'voice-unavailable', true],
  ])('F23 when it answers %d %s, that is %s', (status, body, code, isRetryable) => {
    expect(errorFor(status, body)).toMatchObject({ code, isRetryable, cause: undefined });
  });

  test.each([
    ["OpenAI's", openAi('That is wrong.'), 'That is wrong.'],
    ['a bare error', JSON.stringify({ error: 'That is wrong.' }), 'That is wrong.'],
    ["FastAPI's text", fastApi('That is wrong.'), 'That is wrong.'],
    ["FastAPI's object", fastApi({ error: 'e', message: 'That is wrong.' }), 'That is wrong.'],
    [
      "FastAPI's list",
      fastApi([{ loc: ['body', 'voice'], msg: 'Missing' }, { msg: 'Wrong' }]),
      'body.voice: Missing; Wrong',
    ],
    ['a message', JSON.stringify({ message: 'That is wrong.' }), 'That is wrong.'],
    ['plain text over several lines', 'That\r\n is\u0000 wrong.\n', 'That is wrong.'],
    ['a page', '<!doctype html><h1>That is wrong.</h1>', ''],
    ['something else', '[1, 2]', ''],
    ['nothing', '', ''],
  ])('when the body is %s, what it says is repeated on one line', (_, body, said) => {
    expect(saidIn(body, [])).toBe(said);
  });

  test('when it says much, 300 characters of it are repeated and none is cut in two', () => {
    expect(saidIn('x'.repeat(1000), [])).toHaveLength(300);
    expect(saidIn(`${'x'.repeat(299)}😀`, []).isWellFormed()).toBe(true);
  });

  test.each([openAi('Wrong key sk-secret, sk-secret!'), fastApi('sk-secret'), 'sk-secret is wrong'])(
    'F23 when %s repeats the key, the error does not',
    (body) => {
      expect(errorFor(401, body).message).toMatch(/^The speech server refuses the key \(401, .*…/);
      expect(errorFor(401, body).message).not.toContain('sk-secret');
    },
  );

  test('when the key stands where the message is cut, no part of it is left', () => {
    expect(errorFor(400, `${'x'.repeat(296)}sk-secret`).message).not.toContain('sk-');
  });

  test.each([
    [307, '', 'The speech server sends requests elsewhere, and a key is not sent after them (307)'],
    [402, 'Pay.', 'The account at the speech server has nothing left to spend (402, Pay.)'],
    [500, '', 'The speech server did not speak this (500)'],
  ])('when it answers %d %s, the error says in words what that means', (status, body, message) => {
    expect(errorFor(status, body).message).toBe(message);
  });

  test('when it asks to be left alone, the error says for how long', () => {
    const date = 'Mon, 23 Nov 2026 12:00:30 GMT';
    expect([errorFor(429, '', '7'), errorFor(503, '', date)]).toMatchObject([
      { retryAfterSeconds: 7 },
      { retryAfterSeconds: 30 },
    ]);
  });
});
