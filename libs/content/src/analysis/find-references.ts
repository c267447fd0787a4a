interface Range {
  start: number;
  end: number;
}

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)';

/** What only a scholarly reference holds. */
const strongSigns = [
  /https?:\/\/|\bwww\.\w|\bdoi\.org|\bdoi:/i,
  /\b(?:University|Academic|College) Press\b|\bPress, (?:1[5-9]|20)\d\d\b/,
  /[.,?!]”,? (?:in|ed\.|trans\.|[A-Z][\w’'&]+)[^.]*\b(?:1[5-9]|20)\d\d\b/,
  /\([^()]*\b(?:1[5-9]|20)\d\d\)(?:, \d+(?:[–-]\d+)?)?\.?\s*$/,
  /\b(?:vol|no|pp|eds?|trans)\.\s/,
  /\b\d+, no\. \d+|\b\d+ \((?:1[5-9]|20)\d\d\): \d+|\bIbid\b/,
  /\b(?:accessed|[Uu]pdated|last modified|retrieved) /,
  new RegExp(`, ${month} \\d{1,2}, (?:1[5-9]|20)\\d\\d\\.?$`),
  /, (?:1[5-9]|20)\d\d\.?$/,
];

const pieceEnd = /[.?!][”"’)\]]*(?=\s+[\p{Lu}“"‘(]|\S*$)/gu;
const url = /(?:https?:\/\/|www\.)\S+/g;
const glue = /(?<=[\p{Ll}\d)][.?!,;:][”"’)]{0,2}|[\p{Ll}][”"’)])(?=[“"‘]?\p{Lu}[\p{L}.’'-])/gu;
const camelGlue = /(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}+ )/gu;

/**
 * Ranges of `text` that are references, not prose: footnotes glued in after a full stop without a space, and bare
 * addresses. A footnote ends with the last sentence-like piece that looks like one; what follows is prose again.
 */
export function findReferences(text: string): Range[] {
  const ranges: Range[] = [];
  for (const at of gluePoints(text)) {
    if (at < (ranges.at(-1)?.end ?? 0)) continue;
    const end = referenceEnd(text, at);
    if (end > at) ranges.push({ start: at, end });
  }
  for (const match of text.matchAll(url)) {
    if (ranges.some(({ start, end }) => match.index >= start && match.index < end)) continue;
    const length = match[0].replace(/[.,;:)\]]+$/, '').length;
    ranges.push({ start: match.index, end: match.index + length });
  }
  return ranges.sort((a, b) => a.start - b.start);
}

const gluePoints = (text: string) =>
  [...text.matchAll(glue), ...text.matchAll(camelGlue)].map((match) => match.index).sort((a, b) => a - b);

/** Where the reference that starts at `start` ends; `start` when there is none. */
function referenceEnd(text: string, start: number): number {
  let end = start;
  let from = start;
  let weak = 0;
  for (const stop of pieceEnds(text, start)) {
    const piece = text.slice(from, stop).trim();
    if (isReference(piece)) {
      end = stop;
      weak = 0;
    } else if (weak < 2 && (from === start || looksBibliographic(piece))) {
      weak += 1;
    } else break;
    from = stop;
  }
  return end;
}

function pieceEnds(text: string, start: number): number[] {
  const tail = text.slice(start);
  const ends = [...tail.matchAll(pieceEnd)].map((match) => start + match.index + match[0].length);
  return ends.at(-1) === text.length ? ends : [...ends, text.length];
}

/** Whether a piece of text is (part of) a scholarly reference. */
export function isReference(piece: string): boolean {
  if (/^(?:Ibid\b|See (?:also )?(?:Chapter|Section|Figure|Table|Appendix|page|p\.)|Cf\.|Source:)/.test(piece))
    return true;
  const signs = strongSigns.filter((sign) => sign.test(piece)).length;
  if (signs === 0) return false;
  return signs >= 2 || looksBibliographic(piece) || /^(?:https?:|www\.)/.test(piece);
}

/** Mostly capitalised words and numbers, as in "Oxford, UK: Oxford University Press". */
function looksBibliographic(piece: string): boolean {
  const words = piece.match(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu) ?? [];
  const long = words.filter((word) => word.length > 3);
  if (long.length === 0) return true;
  const capital = long.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length;
  return capital / long.length >= 0.6;
}
