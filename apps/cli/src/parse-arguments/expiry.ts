import { usage } from './usage-error.ts';

/** So many days from now, or a time in ISO 8601. */
export type Expiry = { days: number } | { time: string };

const dateAndTime =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Reads `30d`, `2030-01-31` or `2030-01-31T12:00:00+01:00`. What names no zone is UTC, and a date alone its first
 * moment. Throws CliError `usage`.
 */
export function expiryOf(value: string): Expiry {
  const days = Number(/^(\d{1,5})d$/.exec(value)?.[1] ?? 0);
  if (days > 0) return { days };
  const { date = '', time = '00:00', zone = 'Z' } = dateAndTime.exec(value)?.groups ?? {};
  const milliseconds = Date.parse(`${date}T${time}${zone}`);
  // JavaScript makes 2 March of 30 February.
  if (Number.isNaN(milliseconds) || !isDay(date)) {
    throw usage(
      `--expires must be a date like 2030-01-31 or a number of days like 30d, got "${value}".`,
      'keys',
    );
  }
  return { time: new Date(milliseconds).toISOString() };
}

const isDay = (date: string): boolean => new Date(`${date}T00:00Z`).toISOString().startsWith(date);
