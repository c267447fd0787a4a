/** From and to, both included. */
export interface Bounds {
  min: number;
  max: number;
}

export type Unit = 'characters' | 'items';

interface Described {
  description?: unknown;
  minLength?: unknown;
  maxLength?: unknown;
  minItems?: unknown;
  maxItems?: unknown;
}

/**
 * The bounds that a schema sets, by its own keywords or, as providers want it, in words of its description: `10–25 items`,
 * `at least 200 characters`, `at most 500 characters`, `up to 10 items`. Where nothing is said, 0 and infinity.
 */
export function readBounds(schema: Described, unit: Unit): Bounds {
  const [min, max] =
    unit === 'items' ? [schema.minItems, schema.maxItems] : [schema.minLength, schema.maxLength];
  const text = typeof schema.description === 'string' ? schema.description : '';
  const range = new RegExp(`(\\d+)\\s*[–-]\\s*(\\d+) ${unit}`).exec(text);
  const least = new RegExp(`at least (\\d+) ${unit}`).exec(text);
  const most = new RegExp(`(?:at most|up to) (\\d+) ${unit}`).exec(text);
  return {
    min: Math.max(numberOr(min, 0), Number(range?.[1] ?? least?.[1] ?? 0)),
    max: Math.min(numberOr(max, Infinity), Number(range?.[2] ?? most?.[1] ?? Infinity)),
  };
}

/**
 * What a good model writes: well above the minimum, and below the middle where the maximum is many times as much; between
 * the arithmetic and the geometric middle. Somewhat above a minimum without a maximum.
 */
export function usualWithin({ min, max }: Bounds, usual: number): number {
  if (max === Infinity) return min === 0 ? usual : Math.max(usual, Math.ceil(min * 1.4));
  if (min === 0) return Math.min(usual, Math.ceil(max / 2));
  return Math.round(((min + max) / 2 + Math.sqrt(min * max)) / 2);
}

const numberOr = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
