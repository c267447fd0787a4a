import type { Passage } from '../source.ts';
import { cutRanges, type MappedText, mapRanges } from './mapped-text.ts';

interface Range {
  start: number;
  end: number;
}

/** A passage's words as a reader sees them, and which of them the author set in bold or italics. */
export interface PlainPassage {
  mapped: MappedText;
  emphasised: string[];
}

const blockMarkers =
  /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+•‣◦·–]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t]+(?:\[[ xX]\][ \t]+)?)/;
/** Every repetition has a bound: marks that never close must not be searched for to the end each time. */
const inlineMarkup = [
  /!\[[^\]]{0,500}\]\([^)]{0,1000}\)/g, // image
  /<!--[\s\S]*?(?:-->|$)/g,
  /<\/?[a-zA-Z][^<>\n]{0,200}>/g,
  /\[\^[^\]\s]{1,20}\]|\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]/g, // footnote marks
  /[¹²³⁰⁴-⁹]+(?=[\s.,;:)]|$)/g,
  /`+/g,
];
const link = /\[([^\]\n]{1,300})\]\([^)\n]{0,500}\)/g;
const emphasis = /(\*\*\*|___|\*\*|__|\*|_)(?=[^\s*_])([^\n*_]{1,200}?)(?<=\S)\1/g;

export function stripMarkup(source: string, passage: Passage): PlainPassage {
  const text = source.slice(passage.start, passage.end);
  const cuts: Range[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    if (passage.kind === 'heading' || offset === 0 || passage.kind === 'quote') {
      const marker = blockMarkers.exec(line)?.[0];
      if (marker && passage.kind !== 'paragraph') cuts.push({ start: offset, end: offset + marker.length });
    }
    offset += line.length + 1;
  }
  for (const pattern of inlineMarkup) {
    for (const match of text.matchAll(pattern)) cuts.push(rangeOf(match.index, match[0].length));
  }
  for (const match of text.matchAll(link)) {
    const label = match[1]?.length ?? 0;
    cuts.push(rangeOf(match.index, 1), {
      start: match.index + 1 + label,
      end: match.index + match[0].length,
    });
  }
  const emphasised: string[] = [];
  for (const match of text.matchAll(emphasis)) {
    const marks = match[1] ?? '';
    if (marks.startsWith('_') && /[\p{L}\p{N}]/u.test(text[match.index - 1] ?? ' ')) continue;
    emphasised.push((match[2] ?? '').trim());
    cuts.push(
      rangeOf(match.index, marks.length),
      rangeOf(match.index + match[0].length - marks.length, marks.length),
    );
  }
  cuts.sort((a, b) => a.start - b.start || a.end - b.end);
  const whole = mapRanges(source, [{ start: passage.start, end: passage.end }]);
  return { mapped: cutRanges(whole, cuts), emphasised };
}

const rangeOf = (start: number, length: number): Range => ({ start, end: start + length });
