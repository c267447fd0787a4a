import type { CommandName } from './command-names.ts';
import { usage } from './usage-error.ts';

/** A number above 0. Throws CliError `usage`, as all of these. */
export function numberOf(option: string, value: string, topic: CommandName): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw usage(`${option} must be a number above 0, got "${value}".`, topic);
  }
  return number;
}

export function oneOf<Value extends string>(
  option: string,
  accepted: readonly Value[],
  given: string,
  topic?: CommandName,
): Value {
  const value = accepted.find((candidate) => candidate === given);
  if (value === undefined)
    throw usage(`${option} must be one of ${accepted.join(', ')}, got "${given}".`, topic);
  return value;
}

/** Some of those that are accepted, between commas, each once. `many` is what they are called. */
export function listOf<Value extends string>(
  option: string,
  { accepted, many }: { accepted: readonly Value[]; many: string },
  list: string,
  topic: CommandName,
): Value[] {
  const found = list.split(',').map((word) => {
    const value = accepted.find((candidate) => candidate === word.trim());
    if (value !== undefined) return value;
    throw usage(`${option}: there is no "${word.trim()}"; the ${many} are ${accepted.join(', ')}.`, topic);
  });
  return [...new Set(found)];
}

/** Throws unless it is the address of a web server. */
export function assertHttpUrl(
  name: string,
  value: string,
  { topic, example = 'http://127.0.0.1:3000' }: { topic?: CommandName; example?: string } = {},
): void {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw usage(`${name} must be an address like ${example}, got ${value}.`, topic);
  }
}
