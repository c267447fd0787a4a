import { isVerbForm } from './english-verbs.ts';
import { sentencesIn, splitSentences } from './split-sentences.ts';

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
  /\b\d+(?: ?\(\d+\))?: ?\d+[–-]\d+/,
  /\bch\. \d/,
];

/** The short form of a work named before: an author or a title, commas, and pages, or a title in quotation marks at the end. */
const shortForm =
  /^[“"]?\p{Lu}[\p{L}’'.-]+(?: [\p{L}’'.&-]+){0,6}, ?.*(?:, (?:Chapter )?\d+(?:[–-]\d+)?|,[”"]|, [“"][^”"]+[”"])\.?$/u;
/** What is left of a reference whose address was cut. */
const cutShort = /,[”"]?\.$/;

const maxReferenceCharacters = 900;
/** How a reference ends: year, pages or address. */
const closing = /(?:(?:1[5-9]|20)\d\d\)?|\d+[–-]\d+|\d+)\.$/;
const url =
  /(?:https?:\/\/|www\.|doi:\s?|doi\.org\/)\S+|(?<=[.?!”)])(?:[a-z\d-]{1,63}\.){1,5}(?:com|org|net|edu|gov|mil|int|io)\/\S*/g;
const firstAddress = new RegExp(url.source);
const glue = /(?<=[\p{Ll}\d)][.?!,;:][”"’)]{0,2}|[\p{Ll}][”"’)])(?=[“"‘]?\p{Lu}[\p{L}.’'-])/gu;
/** A name glued to a word, followed by more of the name: "theoryChristopher Chase-Dunn and …". */
const camelGlue = /(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}+ (?:\p{Lu}[\p{L}.’'-]* )*\p{Lu}[\p{L}.’'-]+(?:,| and) )/gu;

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
  const references = ranges.length;
  let passed = 0;
  for (const match of text.matchAll(url)) {
    while (passed < references && (ranges[passed]?.end ?? 0) <= match.index) passed += 1;
    if (passed < references && (ranges[passed]?.start ?? 0) <= match.index) continue;
    const isBracketed = match[0].includes('(');
    const length = match[0].replace(isBracketed ? /[.,;:]+$/ : /[.,;:)\]]+$/, '').length;
    ranges.push({ start: match.index, end: match.index + length });
  }
  return ranges.sort((a, b) => a.start - b.start);
}

const gluePoints = (text: string) =>
  [...text.matchAll(glue), ...text.matchAll(camelGlue)].map((match) => match.index).sort((a, b) => a - b);

/** Where the reference that starts at `start` ends; `start` when there is none. An address or a closing year ends it. */
function referenceEnd(text: string, start: number): number {
  const tail = text.slice(start, start + maxReferenceCharacters);
  const same = /^Ibid\.(?:,? (?:at )?\d+(?:[–-]\d+)?)?\.?/.exec(tail);
  if (same) return start + same[0].length;
  const address = firstAddress.exec(tail);
  if (address && isBibliography(tail.slice(0, address.index))) {
    return start + address.index + address[0].length;
  }
  let end = start;
  let weak = 0;
  for (const range of sentencesIn(tail)) {
    const piece = tail.slice(range.start, range.end);
    if (isReference(piece)) {
      end = start + range.end;
      weak = 0;
      if (closing.test(piece)) break;
    } else if (weak < 2 && (range.start === 0 || looksBibliographic(piece))) weak += 1;
    else break;
  }
  return end;
}

/** Authors, titles and places: nothing of what stands before an address is a sentence of prose. */
function isBibliography(text: string): boolean {
  const pieces = splitSentences(text);
  return pieces.length <= 6 && pieces.every(({ start, end }) => isCited(text.slice(start, end)));
}

const isCited = (piece: string) =>
  isReference(piece) || looksBibliographic(piece) || /[“"][^”"]{8,}[,.?!][”"]/.test(piece);

/** Whether a piece of text is (part of) a scholarly reference. */
export function isReference(piece: string): boolean {
  if (/^(?:Ibid\b|See (?:also )?(?:Chapter|Section|Figure|Table|Appendix|page|p\.)|Cf\.|Source:)/.test(piece))
    return true;
  const signs = strongSigns.filter((sign) => sign.test(piece)).length;
  if (signs >= 2 || /^(?:https?:|www\.)/.test(piece)) return true;
  return (signs === 1 || shortForm.test(piece) || cutShort.test(piece)) && isTitle(piece);
}

/** Names and titles without a verb: "was signed on July 4, 1776" states something, however many capitals it has. */
export const isTitle = (piece: string): boolean => looksBibliographic(piece) && !hasPlainVerb(piece);

/** Titles write their verbs with a capital; a verb in small letters makes a sentence. */
export const hasPlainVerb = (text: string): boolean =>
  (text.match(/(?<![\p{L}\p{N}’'-])\p{Ll}[\p{L}’']*/gu) ?? []).some(isVerbForm);

/** Mostly capitalised words and numbers, as in "Oxford, UK: Oxford University Press". */
function looksBibliographic(piece: string): boolean {
  const words = piece.match(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu) ?? [];
  const long = words.filter((word) => word.length > 3);
  if (long.length === 0) return true;
  const capital = long.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length;
  return capital / long.length >= 0.6;
}
