import { CacheError } from '../errors.ts';
import { isPlainObject } from './is-plain-object.ts';

/** The value as JSON. Throws `value-invalid` for one that would come back as another. */
export function jsonText(value: unknown): string {
  try {
    const json = JSON.stringify(value, checkMember);
    if (typeof json === 'string') return json;
  } catch (error) {
    // A cycle or a bigint, in the words of JSON.stringify.
    throw error instanceof CacheError ? error : refusal(`what JSON can't hold`, error);
  }
  throw refusal('undefined');
}

function checkMember(this: Record<string, unknown>, name: string, member: unknown): unknown {
  const original = this[name];
  if (typeof member === 'number' && !Number.isFinite(member)) throw refusal(`${member} in "${name}"`);
  if (typeof member === 'function' || typeof member === 'symbol')
    throw refusal(`a ${typeof member} in "${name}"`);
  // A dropped property reads the same, an array's hole comes back as null.
  if (member === undefined && Array.isArray(this)) throw refusal(`undefined in an array`);
  if (
    typeof original === 'object' &&
    original !== null &&
    !Array.isArray(original) &&
    !isPlainObject(original)
  ) {
    throw refusal(`a ${original.constructor?.name ?? 'non-plain object'} in "${name}"`);
  }
  return member;
}

const refusal = (what: string, cause?: unknown) =>
  new CacheError('value-invalid', `a cached value must be bytes or plain JSON, got ${what}`, { cause });
