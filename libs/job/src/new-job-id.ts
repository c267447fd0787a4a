import { randomUUID } from 'node:crypto';

/**
 * A UUIDv7 (RFC 9562, 5.7): sorts by time of creation, which is what lists of jobs are ordered by. Its random bits are
 * those of a UUIDv4, which Node keeps in store.
 */
export function newJobId(now: number, randomId: () => string = randomUUID): string {
  return `${firstJobIdAt(now)}-7${randomId().slice(15)}`;
}

/** Above every id of a job that was created before `time`, and below all others. Milliseconds since 1970. */
export function firstJobIdAt(time: number): string {
  const digits = Math.max(0, Math.floor(time)).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}
