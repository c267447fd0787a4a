const rules = {
  'a whole number from 1': (value: number) => Number.isSafeInteger(value) && value >= 1,
  'a number above 0': (value: number) => Number.isFinite(value) && value > 0,
  'a number from 0': (value: number) => Number.isFinite(value) && value >= 0,
};

/** Refuses what makes no sense as a limit, when it is set and not when it is first met. @throws RangeError with the value */
export function checkLimit(name: string, value: number, rule: keyof typeof rules): void {
  if (!rules[rule](value)) throw new RangeError(`${name} is ${value}; it is ${rule}.`);
}
