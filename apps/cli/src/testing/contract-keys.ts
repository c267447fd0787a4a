import type { Key } from '../api/key.ts';
import { type Answer, sendJson } from './contract-server.ts';

export const keyId = '0a1b2c3d4e5f';
export const keySecret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2Vj';
export const wholeKey = `lf_${keyId}_${keySecret}`;

/** A key as version 1 of the API shows it. */
export function buildKey(overrides: Partial<Key> = {}): Key {
  return {
    id: keyId,
    owner: 'anna',
    scopes: ['jobs:read', 'jobs:write'],
    name: null,
    createdAt: '2026-03-04T10:20:30.000Z',
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    ...overrides,
  };
}

/** The API's answers about these keys, of which the first is the one that is made and revoked. */
export function keyAnswers(first: Key = buildKey(), ...others: Key[]): Record<string, Answer> {
  return {
    'POST /keys': (_request, response) => sendJson(response, 201, { ...first, key: wholeKey }),
    'GET /keys': (_request, response) => sendJson(response, 200, { keys: [first, ...others] }),
    [`DELETE /keys/${keyId}`]: (_request, response) =>
      sendJson(response, 200, { ...first, revokedAt: '2026-03-04T10:20:30.000Z' }),
  };
}
