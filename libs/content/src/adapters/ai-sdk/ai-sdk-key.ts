import { ContentError } from '../../errors.ts';

/**
 * A key as a header can carry it. @throws ContentError `credentials-invalid` for an empty one, or one with spaces or line
 * ends in it, before a call is paid for and without the key in the message, where `fetch` would print it
 */
export function checkedKey(key: string): string {
  const trimmed = key.trim();
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new ContentError(
    'credentials-invalid',
    trimmed === '' ? 'The API key is empty.' : 'The API key has characters in it that no key has.',
  );
}
