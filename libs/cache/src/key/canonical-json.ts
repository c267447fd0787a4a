import { CacheError } from '../errors.ts';
import { isPlainObject } from '../value/is-plain-object.ts';

/** Deeper than any real key; stops a runaway structure before the call stack does. */
const maxDepth = 100;

/**
 * One text for equal values: JSON with the keys sorted by UTF-16 code units and numbers as ECMAScript prints them
 * (RFC 8785). Throws `key-invalid`, naming the place, for whatever JSON would drop, blur or can't hold: undefined,
 * functions, symbols, bigints, NaN, infinities, cycles, and objects that are neither plain nor arrays.
 */
export function canonicalJson(value: unknown, path = 'parts'): string {
  return write(value, path, []);
}

function write(value: unknown, path: string, ancestors: readonly object[]): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw refusal(path, String(value));
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, path, ancestors);
    default:
      throw refusal(path, value === undefined ? 'undefined' : `a ${typeof value}`);
  }
}

function writeObject(value: object, path: string, ancestors: readonly object[]): string {
  if (ancestors.includes(value)) throw refusal(path, 'a cycle');
  if (ancestors.length >= maxDepth) throw refusal(path, `nested more than ${maxDepth} deep`);
  const inside = [...ancestors, value];
  if (Array.isArray(value)) {
    // Array.from visits holes too, as undefined; map would skip them.
    return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, inside)).join(',')}]`;
  }
  if (!isPlainObject(value)) {
    throw refusal(path, `a ${value.constructor?.name ?? 'non-plain object'}`);
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw refusal(path, 'an object with symbol keys');
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${write(member, `${path}.${name}`, inside)}`);
  return `{${members.join(',')}}`;
}

function refusal(path: string, what: string): CacheError {
  return new CacheError('key-invalid', `${path} is ${what}: a cache key needs plain JSON values`);
}
