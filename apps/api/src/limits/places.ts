/** Counts what each holder has at once, up to a limit. */
export interface Places {
  /** False if the holder has all of its places taken; else to be given back by `leave`. */
  enter(holder: string): boolean;
  leave(holder: string): void;
}

export function createPlaces(max: number): Places {
  const taken = new Map<string, number>();
  return {
    enter(holder) {
      const count = taken.get(holder) ?? 0;
      if (count >= max) return false;
      taken.set(holder, count + 1);
      return true;
    },
    leave(holder) {
      const count = (taken.get(holder) ?? 1) - 1;
      if (count === 0) taken.delete(holder);
      else taken.set(holder, count);
    },
  };
}
