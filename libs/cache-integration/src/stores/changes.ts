import type { Change } from '@la-factoria/cache';

/** The key that the tests of tiers are about, and what their feeds tell of it. */
export const key = 'cards:1';
export const deleted: Change = { type: 'deleted', key };
export const namespaceDeleted: Change = { type: 'namespace-deleted', namespace: 'cards' };
export const lost: Change = { type: 'lost' };
export const regained: Change = { type: 'regained' };
export const stored = (stamp: string): Change => ({ type: 'stored', key, stamp });
export const away = new Error('Redis is away');
