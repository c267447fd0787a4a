import { CacheError } from '../../errors.ts';

/** What things are called in Redis. A key's value and lock lie in one slot of a Cluster. */
export interface RedisNames {
  value(key: string): string;
  lock(key: string): string;
  generation(namespace: string): string;
  readonly channel: string;
}

/** Throws `options-invalid` for a prefix that would scatter a key's names over several slots. */
export function createRedisNames(keyPrefix: string): RedisNames {
  if (keyPrefix.includes('{}')) {
    throw new CacheError('options-invalid', `keyPrefix must not hold "{}", got ${JSON.stringify(keyPrefix)}`);
  }
  const value = (key: string) => `${keyPrefix}{${tagOf(key)}}`;
  return {
    value,
    lock: (key) => `${value(key)}:lock`,
    generation: (namespace) => `${keyPrefix}generation:${namespace}`,
    channel: `${keyPrefix}changes`,
  };
}

/** The namespace of a key: what stands before its first colon; empty without one. */
export const namespaceOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(':')));

/**
 * The key as a hash tag, which a brace would end and nothing would be none. Halves of surrogate pairs, which UTF-8
 * can't tell apart, are escaped too, so that two keys never share a name.
 */
const tagOf = (key: string): string =>
  isPlain.test(key) ? key : key === '' ? '%' : key.replace(mustBeEscaped, escapeLetter);

/** As almost all keys are, found out at a tenth of the cost. */
const isPlain = /^[\w:./-]+$/;
const mustBeEscaped = /[%}\p{Surrogate}]/gu;
const escapeLetter = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`;
