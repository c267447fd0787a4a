import { AudioError } from './errors.ts';

/**
 * What every store accepts: relative names of parts that are neither empty nor begin with a period, so that no name leads out of the
 * directory, hides in it or is one of the store's own temporary names.
 * Throws `audio-name-invalid`.
 */
export function checkName(name: string): void {
  const isValid =
    name.length <= 1000 &&
    name.isWellFormed() &&
    ![...name].some((character) => character < ' ' || character === '\\' || character === ':') &&
    name.split('/').every((part) => part !== '' && !part.startsWith('.') && Buffer.byteLength(part) <= 200);
  if (!isValid)
    throw new AudioError('audio-name-invalid', `Not a name of audio: ${JSON.stringify(name.slice(0, 200))}`);
}

/** Whole numbers from 0, the end not before the start. Throws `audio-range-invalid`. */
export function checkRange(range: { start: number; end: number } | undefined): void {
  if (range === undefined) return;
  const { start, end } = range;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start)
    throw new AudioError('audio-range-invalid', `Not a range of bytes: ${start}-${end}`);
}

/** Seven days: the longest that Google and Amazon sign for. */
const longestLifetimeSeconds = 604_800;

/** Whole seconds from 1 to seven days. Throws a RangeError. */
export function checkLifetime(seconds: number): void {
  if (!Number.isSafeInteger(seconds) || seconds < 1 || seconds > longestLifetimeSeconds)
    throw new RangeError(`An address lives 1 to ${longestLifetimeSeconds} seconds, not ${seconds}`);
}
