import type { Source } from '../source.ts';
import type { Sentence } from './analysis.ts';
import { findReferences, hasPlainVerb, isReference, isTitle } from './find-references.ts';
import { cutRanges, type MappedText } from './mapped-text.ts';
import { splitSentences } from './split-sentences.ts';
import { standsAlone } from './stands-alone.ts';
import { stripMarkup } from './strip-markup.ts';
import { wordsOf } from './words.ts';

/** What the passages say: the sentences of the running text, and what the author emphasised. */
export interface Reading {
  sentences: Sentence[];
  emphasised: string[];
  /** Passages that open with an emphasised phrase: they explain it. */
  opensBold: Set<number>;
}

const bibliography =
  /^(?:references|bibliography|works cited|literature|sources|notes|endnotes|footnotes|(?:required|recommended|suggested|further|additional|selected) (?:readings?|reading list|texts?|literature|bibliography)|readings?|reading list|textbooks?|weiterführende literatur|literatur|quellen|bibliographie|bibliografía|références)$/i;

export function readSentences(source: Source): Reading {
  const sentences: Sentence[] = [];
  const emphasised: string[] = [];
  const isEnglish = source.language.startsWith('en');
  const opensBold = new Set<number>();
  for (const passage of source.passages) {
    if (passage.kind === 'table' || passage.kind === 'code' || passage.kind === 'heading') continue;
    if (bibliography.test(source.sections[passage.section]?.title ?? '')) continue;
    const plain = stripMarkup(source.text, passage);
    // One by one: a long passage can hold more than a call takes arguments.
    for (const phrase of plain.emphasised) emphasised.push(phrase);
    if (plain.emphasised[0] && plain.mapped.text.trimStart().startsWith(plain.emphasised[0]))
      opensBold.add(passage.index);
    const prose = withoutReferences(plain.mapped);
    let isAfterReference = false;
    for (const range of splitSentences(prose.text)) {
      const piece = tidy(prose.text.slice(range.start, range.end));
      const text = passage.kind === 'list-item' ? finishedItem(piece, isEnglish) : piece;
      const words = wordsOf(text);
      // "Moe, A. (2001). Songs of the Sea.": the title of a work stands behind its author.
      isAfterReference = isReference(text) || (isAfterReference && isTitle(text));
      if (words.length === 0 || isAfterReference) continue;
      sentences.push({
        index: sentences.length,
        text,
        words,
        start: prose.offsets[range.start] ?? passage.start,
        end: (prose.offsets[range.end - 1] ?? passage.end - 1) + 1,
        passage: passage.index,
        section: passage.section,
        salience: 0,
        standsAlone: standsAlone(text, words, isEnglish && !(text !== piece && glossary.test(text))),
      });
    }
  }
  return { sentences, emphasised, opensBold };
}

/** Cuts references out; where one was glued between two sentences, a space keeps them apart already. */
const withoutReferences = (mapped: MappedText): MappedText => cutRanges(mapped, findReferences(mapped.text));

/** "Inertia: tendency of a body …", "**Work** is force times distance": notes leave the full stop out, and say enough. */
const glossary = /^[^.,;:=]{2,60}(?::| –| —| =) \p{L}/u;
const noStatement = /^(?:ex|eg|e\.g|cf|note|see|read)\b|[.!?…:;,→(]$|→/i;
const minItemWords = 5;

/** A list item that states something, as a sentence: with a capital and a full stop. */
function finishedItem(text: string, isEnglish: boolean): string {
  if (noStatement.test(text) || wordsOf(text).length < minItemWords) return text;
  const isStated = glossary.test(text) || (isEnglish ? hasPlainVerb(text) : false);
  return isStated ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : text;
}

const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\(\s*\)/g, '')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim();
