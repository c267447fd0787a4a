import { inspect } from 'node:util';

import { describe, expect, test } from '@jest/globals';

import { toElevenLabsError } from './elevenlabs-errors.ts';

const apiKey = 'sk_0123456789abcdef';
const now = new Date('2026-11-23T12:00:00Z');
const errorOf = (statusCode: number, body: unknown, retryAfter?: string) =>
  toElevenLabsError({ statusCode, body, retryAfter }, apiKey, now);

describe('what ElevenLabs refuses', () => {
  test.each([
    [400, 'max_character_limit_exceeded', 'text-too-long', false],
    [400, 'text_too_long', 'text-too-long', false],
    [400, 'voice_not_found', 'voice-unknown', false],
    [400, 'bad_request', 'voice-request-invalid', false],
    [401, 'invalid_api_key', 'voice-unauthorized', false],
    [401, 'quota_exceeded', 'voice-quota-exceeded', false],
    [402, '', 'voice-quota-exceeded', false],
    [403, 'insufficient_credits', 'voice-quota-exceeded', false],
    [403, 'forbidden', 'voice-unauthorized', false],
    [404, '', 'voice-unknown', false],
    [408, '', 'voice-timed-out', true],
    [409, 'already_running', 'voice-conflict', true],
    [422, '', 'voice-request-invalid', false],
    [429, 'too_many_concurrent_requests', 'voice-busy', true],
    [429, 'system_busy', 'voice-rate-limited', true],
    [500, '', 'voice-unavailable', true],
    [503, 'down', 'voice-unavailable', true],
  ])('when it answers %d %s, that is %s', (statusCode, status, code, isRetryable) => {
    expect(errorOf(statusCode, { detail: { status } })).toMatchObject({ code, isRetryable });
  });

  test.each([
    ['7', 7],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('when it says Retry-After: %s, the error says %s seconds', (retryAfter, seconds) => {
    expect(errorOf(429, {}, retryAfter).retryAfterSeconds).toBe(seconds);
  });

  test.each([
    [{ detail: { status: 'a_status', message: 'A message.' } }, '(400, a_status: A message.)'],
    [{ detail: { code: 'a_code' } }, '(400, a_code)'],
    [{ detail: 'Plain.' }, '(400, Plain.)'],
    [{ detail: [{ msg: 'text is required' }] }, '(400, text is required)'],
    [{ detail: [] }, '(400)'],
    ['<html>', '(400)'],
    [undefined, '(400)'],
  ])('when the body is %j, the message ends with %s', (body, end) => {
    expect(errorOf(400, body).message).toBe(`ElevenLabs did not speak this ${end}`);
  });

  test('when it repeats the key, the error holds it nowhere', () => {
    const message = `${apiKey} is wrong, ${'x'.repeat(1000)} ${apiKey}`;
    const error = errorOf(401, { detail: { status: apiKey, message, request: { apiKey } } });
    const all = [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: null })];
    expect(all.join()).not.toContain(apiKey);
    expect(error.message.length).toBeLessThan(400);
  });
});
