/** Picks from lists of phrases so that none returns while another of its list has been silent for longer. */
export interface PhrasePicker {
  pick<Phrase extends string | ((...slots: string[]) => string)>(phrases: readonly Phrase[]): Phrase;
}

/** Deterministic: the phrase that was used longest ago, the first of those never used. */
export function createPhrasePicker(): PhrasePicker {
  const lastUse = new Map<unknown, number>();
  let uses = 0;
  return {
    pick(phrases) {
      const ranked = phrases.toSorted((a, b) => (lastUse.get(a) ?? 0) - (lastUse.get(b) ?? 0));
      const [best] = ranked;
      if (best === undefined) throw new RangeError('there is no phrase to pick from');
      uses += 1;
      lastUse.set(best, uses);
      return best;
    },
  };
}
