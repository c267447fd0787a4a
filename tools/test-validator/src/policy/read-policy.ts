import type { Policy } from './judge.ts';

const fields = ['ratchets', 'minimum', 'requireIntegrationTests'];

/** Reads a policy file. @throws Error that says what is wrong with it: a field misspelt would protect nothing. */
export function readPolicy(text: string): Policy {
  const value = parsed(text);
  if (!isRecord(value)) throw new Error('the policy is no object');
  const unknown = Object.keys(value).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw new Error(`the policy knows ${fields.join(', ')}, but not "${unknown}"`);
  const { ratchets = {}, minimum = 0, requireIntegrationTests = true } = value;
  if (!isRecord(ratchets)) throw new Error('the ratchets of the policy are no object');
  if (typeof requireIntegrationTests !== 'boolean')
    throw new Error('requireIntegrationTests of the policy is neither true nor false');
  return {
    ratchets: Object.fromEntries(
      Object.entries(ratchets).map(([name, bound]) => [name, scoreOf(`the ratchet of ${name}`, bound)]),
    ),
    minimum: scoreOf('the minimum', minimum),
    requireIntegrationTests,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('the policy is no JSON', { cause });
  }
}

function scoreOf(what: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  throw new Error(`${what} in the policy is no score from 0 to 100: ${JSON.stringify(value)}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
