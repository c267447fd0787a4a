import type { Definition, Sentence } from './analysis.ts';
import type { DefinitionGrammar } from './definition-grammar.ts';
import { findGlosses } from './find-glosses.ts';
import { findNamings } from './find-namings.ts';
import { findSubjectDefinitions } from './find-subject-definitions.ts';
import { type Span, spanText } from './noun-phrases.ts';
import { tidyDefinition } from './tidy-definition.ts';
import type { Token } from './tokens.ts';

/** A sentence with what the finders of definitions need to know about it. */
export interface DefiningSentence {
  sentence: Sentence;
  tokens: Token[];
  previous: Sentence | undefined;
  /** Whether it opens a list item, or a paragraph whose first words are emphasised. */
  isListed: boolean;
  grammar: DefinitionGrammar | undefined;
  /** Whether a phrase occurs elsewhere in the source too. */
  isKnown: (span: Span) => boolean;
}

/** What a finder returns: the term's tokens, and the defining words as a range of the sentence's text or a text. */
export interface Finding {
  term: Span;
  text: string;
  pattern: string;
  confidence: number;
  /** The definition stands in the sentence before. */
  isBefore?: boolean;
}

export interface FoundDefinition {
  term: Span;
  definition: Definition;
}

const minCharacters = 10;
const maxCharacters = 400;
/** What is longer is no sentence but a list or a text without full stops; looking back and forth in it takes long. */
const maxSentenceCharacters = 1200;

/** "a political one", "most of them": words that point elsewhere. */
const saysNothing =
  /^(?:(?:an?|the) (?:[\p{L}-]+ ){0,2}one\b|an? (?:little|lot|bit|few)\b|(?:most|some|many|all|none|both|half) of\b|(?:they|it|he|she|we|this|these|there|even|especially|including|not)\b)|^[^,]{0,40}\bof (?:these|those|them)(?: \p{L}+){0,2}$|^(?:in|on|at|by|for|with) [^,]{2,40},? (?:it|they|he|she|this)\b/iu;

/** "the Council, or any other body": the next item of a list, not what the one before means. */
const listsMore = /,? (?:or|and) (?:any|all|every) other\b/i;
/** A name is no explanation: "Berlin, the Brandenburg Gate and …". */
const namesOnly = /^the \p{Lu}\p{Ll}+ (?:\p{Lu}|of \p{Lu})/u;
const glossPatterns = new Set(['brackets', 'dash', 'that-is', 'appositive', 'or']);

/** Phrases of a sentence that say what a term means, by all patterns. */
export function findDefinitions(input: DefiningSentence): FoundDefinition[] {
  if (input.sentence.text.length > maxSentenceCharacters) return [];
  const findings = [...findSubjectDefinitions(input), ...findNamings(input), ...findGlosses(input)];
  return findings.flatMap(({ term, text, pattern, confidence, isBefore }) => {
    const form = spanText(input.sentence.text, input.tokens, term);
    const tidied = withHead(tidyDefinition(text), form);
    if (glossPatterns.has(pattern) && (listsMore.test(tidied) || namesOnly.test(tidied))) return [];
    if (tidied.length < minCharacters || tidied.length > maxCharacters) return [];
    if (tidied.split(' ').length < 3 || saysNothing.test(tidied)) return [];
    const { sentence, previous } = input;
    const start = isBefore && previous ? previous.start : sentence.start;
    return [
      {
        term,
        definition: {
          text: tidied,
          form,
          sentence: sentence.index,
          pattern,
          confidence,
          start,
          end: sentence.end,
        },
      },
    ];
  });
}

/** "Tidal rivers are the ones that …": "ones" stands for the term's own last word. */
const withHead = (definition: string, form: string): string =>
  definition.replace(/^the ones?\b/i, `the ${form.slice(form.lastIndexOf(' ') + 1)}`);
