/** What a body is to give in place of what it does, as far as that is known. */
export interface ReturnedValue {
  /** A promise of it is returned, by a function that is not `async` itself. */
  isPromise: boolean;
  /** Nobody uses what it returns. */
  isVoid: boolean;
  /** An expression of the emptiest value of its type; undefined where the type is not known or has none. */
  empty: string | undefined;
}

export const unknownValue: ReturnedValue = { isPromise: false, isVoid: false, empty: undefined };
export const noValue: ReturnedValue = { isPromise: false, isVoid: true, empty: undefined };

export function valueOf(empty: string | undefined): ReturnedValue {
  return { isPromise: false, isVoid: false, empty };
}

/**
 * One for a function that returns now this, now that: a value rather than a promise of one, since whoever takes both takes
 * that; null if it may be, else the first that is known.
 */
export function eitherOf(values: readonly ReturnedValue[]): ReturnedValue {
  const real = values.filter(({ isVoid }) => !isVoid);
  const isPromise = values.length > 0 && values.every((value) => value.isPromise);
  if (real.length === 0) return { ...noValue, isPromise };
  const known = real.flatMap(({ empty }) => empty ?? []);
  return { isPromise, isVoid: false, empty: known.includes('null') ? 'null' : known[0] };
}
