/** A text made from the source, with the source offset of each of its characters. */
export interface MappedText {
  text: string;
  /** `offsets[i]` is where `text[i]` stands in the source. */
  offsets: number[];
}

/** Collects kept ranges of the source into a mapped text. */
export function mapRanges(source: string, ranges: { start: number; end: number }[]): MappedText {
  const offsets: number[] = [];
  let text = '';
  for (const { start, end } of ranges) {
    text += source.slice(start, end);
    for (let at = start; at < end; at += 1) offsets.push(at);
  }
  return { text, offsets };
}

/** Leaves out the given ranges of `mapped`, which must be in order and must not overlap. */
export function cutRanges(mapped: MappedText, ranges: { start: number; end: number }[]): MappedText {
  if (ranges.length === 0) return mapped;
  let text = '';
  const offsets: number[] = [];
  let from = 0;
  const keep = (start: number, end: number) => {
    text += mapped.text.slice(start, end);
    for (let at = start; at < end; at += 1) offsets.push(mapped.offsets[at] ?? 0);
  };
  for (const { start, end } of ranges) {
    if (start > from) keep(from, start);
    from = Math.max(from, end);
  }
  keep(from, mapped.text.length);
  return { text, offsets };
}
