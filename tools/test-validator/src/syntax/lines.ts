/** Turns offsets into places in lines, both from 1. */
export interface Lines {
  lineOf(offset: number): number;
  columnOf(offset: number): number;
}

export function linesOf(text: string): Lines {
  let starts: number[] | undefined;
  const lineOf = (offset: number): number => {
    starts ??= startsOf(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  return {
    lineOf,
    columnOf: (offset) => offset - ((starts ?? startsOf(text))[lineOf(offset) - 1] ?? 0) + 1,
  };
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
