/** Looks for the amount that gives a wanted result, where more gives more, in jumps. */
export interface AmountSearch {
  /** What to try after this amount gave this result. */
  next(amount: number, result: number): number;
  /** From now on an amount gives less than it did: what was too much may be right. */
  forgetTooMuch(): void;
}

export function createAmountSearch(wanted: number): AmountSearch {
  let [tooLittle, tooMuch] = [0, Infinity];
  return {
    next(amount, result) {
      if (result < wanted) tooLittle = amount;
      else tooMuch = amount;
      const inProportion = (amount * wanted) / Math.max(1, result);
      if (inProportion > tooLittle && inProportion < tooMuch) return inProportion;
      return (tooLittle + Math.min(tooMuch, 2 * inProportion)) / 2;
    },
    forgetTooMuch() {
      tooMuch = Infinity;
    },
  };
}
