import type { Source } from '../source.ts';
import type { Definition, Sentence } from './analysis.ts';
import { definitionGrammarOf } from './definition-grammar.ts';
import { findDefinitions } from './find-definitions.ts';
import { introducingNouns } from './lexicon.ts';
import { candidateSpans, type Span, spanText } from './noun-phrases.ts';
import type { Reading } from './read-sentences.ts';
import { type Token, tokenise } from './tokens.ts';
import { phraseKey, stem } from './words.ts';

/** A phrase that may be a key term, with what speaks for and against it. */
export interface Candidate {
  key: string;
  /** Spellings and how often each occurs. */
  forms: Map<string, number>;
  sentences: Set<number>;
  definitions: Definition[];
  /** Sentences that begin with it. */
  leads: number;
  /** Occurrences as a whole noun phrase, not as a part of a longer one. */
  whole: number;
  /** Occurrences where only a noun can stand: after an article, a preposition or a verb, or as a sentence's subject. */
  nominal: number;
  /** "the concept of X", "such as X", "types of X". */
  introduced: number;
  /** Occurrences with a capital inside a sentence. */
  capitals: number;
  inHeading: boolean;
  inTitle: boolean;
  isEmphasised: boolean;
  acronym?: string;
  /** Whether verbs were told from nouns in its language. */
  isTagged: boolean;
  /** First sentences of paragraphs that mention it. */
  openings: number;
  /** Distinct phrases with the same last word. */
  family: number;
  /** "economic groups and noneconomic groups": beside a phrase with the same last word. */
  paired: number;
}

export function collectCandidates(
  source: Source,
  { sentences, emphasised, opensBold }: Reading,
  stopWords: ReadonlySet<string>,
): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  const tokenised = sentences.map((sentence) => tokenise(sentence.text, source.language, stopWords));
  sentences.forEach((sentence, index) => {
    const isOpening = sentences[index - 1]?.passage !== sentence.passage;
    count(candidates, sentence, tokenised[index] ?? [], isOpening, source.language);
  });
  const grammar = definitionGrammarOf(source.language);
  sentences.forEach((sentence, index) => {
    const tokens = tokenised[index] ?? [];
    const previous = sentences[index - 1];
    const isFirst = previous?.passage !== sentence.passage;
    const isListed =
      isFirst && (source.passages[sentence.passage]?.kind === 'list-item' || opensBold.has(sentence.passage));
    const keyOf = (span: Span) => keyOfSpan(tokens, span);
    const isKnown = (span: Span) => (candidates.get(keyOf(span))?.sentences.size ?? 0) > 1;
    for (const { term, definition } of findDefinitions({
      sentence,
      tokens,
      previous,
      isListed,
      grammar,
      isKnown,
    })) {
      const one = touch(candidates, keyOf(term));
      if (!one.sentences.has(index)) {
        addForm(one, sentence, tokens, term);
        one.whole += 1;
      }
      one.definitions.push(definition);
    }
  });
  for (const phrase of emphasised) {
    const one = candidates.get(phraseKey(phrase));
    if (one) one.isEmphasised = true;
  }
  markHeadings(source, candidates);
  countFamilies(candidates);
  return candidates;
}

const keyOfSpan = (tokens: Token[], { from, to }: Span) =>
  tokens
    .slice(from, to)
    .flatMap(({ lower }) => lower.split(/[-/]/))
    .map(stem)
    .join(' ');

function count(
  candidates: Map<string, Candidate>,
  sentence: Sentence,
  tokens: Token[],
  isOpening: boolean,
  language: string,
): void {
  const isTagged = language.startsWith('en');
  const isGerman = language.startsWith('de');
  for (const span of candidateSpans(tokens)) {
    // A German noun has a capital; what doesn't end in one is no noun phrase.
    if (isGerman && !/^\p{Lu}/u.test(tokens[span.to - 1]?.text ?? '')) continue;
    const one = touch(candidates, keyOfSpan(tokens, span));
    one.isTagged = isTagged;
    addForm(one, sentence, tokens, span);
    if (span.isMaximal) one.whole += 1;
    if (span.isMaximal && isNominal(tokens, span)) one.nominal += 1;
    if (isOpening) one.openings += 1;
    if (isPaired(tokens, span)) one.paired += 1;
    const before = tokens[span.from - 1]?.lower ?? '';
    const twoBefore = tokens[span.from - 2]?.lower ?? '';
    if (span.from === 0 || (span.from === 1 && /^(?:the|an?)$/.test(before))) one.leads += 1;
    const isIntroduced =
      (before === 'of' && introducingNouns.has(twoBefore)) ||
      (before === 'the' && twoBefore === 'of' && introducingNouns.has(tokens[span.from - 3]?.lower ?? '')) ||
      (before === 'as' && twoBefore === 'such') ||
      /^includ(?:es?|ing)$/.test(before) ||
      /^[“"‘]$/.test(before);
    if (isIntroduced) one.introduced += 1;
    if (span.from > 0 && !isGerman && /^\p{Lu}/u.test(tokens[span.from]?.text ?? '')) one.capitals += 1;
    const acronym = tokens[span.to + 1]?.text ?? '';
    if (
      tokens[span.to]?.text === '(' &&
      tokens[span.to + 2]?.text === ')' &&
      /^\p{Lu}{2,}s?$/u.test(acronym)
    ) {
      if (fitsAcronym(tokens.slice(span.from, span.to), acronym)) one.acronym ??= acronym;
    }
  }
}

const beforeNouns = new Set(
  'a an the of in on at by for from with without between among into through under over about against its their his her our no this these those each every any some such all both many most more'.split(
    ' ',
  ),
);

/** "the best", "as well", "is precise": a word that never stands where nouns do is no name of a thing. */
function isNominal(tokens: Token[], { from, to }: Span): boolean {
  const before = tokens[from - 1];
  const after = tokens[to];
  if (before === undefined) return after !== undefined && after.kind !== 'content' && after.kind !== 'number';
  // "The harder it is, the longer they try."
  if (/^(?:it|they|he|she|we|you)$/.test(after?.lower ?? '')) return false;
  return before.kind === 'verb' || before.kind === 'mark' || beforeNouns.has(before.lower);
}

/** "X groups and Y groups", "positive and negative freedom": one of two kinds. */
function isPaired(tokens: Token[], { from, to }: Span): boolean {
  const head = tokens[to - 1]?.lower ?? '';
  const joins = (token: Token | undefined) =>
    token !== undefined && /^(?:and|or|versus|,)$/.test(token.lower);
  if (to - from < 2) return false;
  const before = joins(tokens[from - 1]) && tokens[from - 2]?.lower === head;
  const after = joins(tokens[to]) && tokens.slice(to + 1, to + 5).some(({ lower }) => lower === head);
  return before || after;
}

/** Whether the initials of the words spell the acronym, joining words aside. */
function fitsAcronym(words: Token[], acronym: string): boolean {
  const initials = words
    .filter(({ kind }) => kind === 'content')
    .flatMap(({ lower }) => lower.split('-'))
    .map((word) => word.charAt(0));
  const letters = acronym.replace(/s$/, '').toLowerCase();
  if (initials.join('') === letters || words.map(({ lower }) => lower.charAt(0)).join('') === letters)
    return true;
  // "adenosine triphosphate (ATP)": the letters in order, the first words' initials among them.
  if (initials[0] !== letters[0] || words.length < 2 || words.length > letters.length) return false;
  let at = 0;
  for (const character of words.map(({ lower }) => lower).join('')) if (character === letters[at]) at += 1;
  return at === letters.length && initials.every((initial) => letters.includes(initial));
}

function addForm(one: Candidate, sentence: Sentence, tokens: Token[], span: Span): void {
  const form = spanText(sentence.text, tokens, span);
  one.forms.set(form, (one.forms.get(form) ?? 0) + 1);
  one.sentences.add(sentence.index);
}

function touch(candidates: Map<string, Candidate>, key: string): Candidate {
  const known = candidates.get(key);
  if (known) return known;
  const made: Candidate = {
    key,
    forms: new Map(),
    sentences: new Set(),
    definitions: [],
    leads: 0,
    whole: 0,
    nominal: 0,
    introduced: 0,
    capitals: 0,
    inHeading: false,
    inTitle: false,
    isEmphasised: false,
    isTagged: false,
    openings: 0,
    family: 0,
    paired: 0,
  };
  candidates.set(key, made);
  return made;
}

/** How many phrases end in the same word: "direct democracy", "representative democracy". */
function countFamilies(candidates: Map<string, Candidate>): void {
  const members = new Map<string, number>();
  const headOf = (key: string) => key.slice(key.lastIndexOf(' ') + 1);
  const isMember = (one: Candidate) => one.whole > 0 && one.key.includes(' ');
  for (const one of candidates.values()) {
    if (isMember(one)) members.set(headOf(one.key), (members.get(headOf(one.key)) ?? 0) + 1);
  }
  for (const one of candidates.values()) if (isMember(one)) one.family = members.get(headOf(one.key)) ?? 0;
}

function markHeadings(source: Source, candidates: Map<string, Candidate>): void {
  source.sections.forEach(({ title }, index) => {
    const words = phraseKey(title).split(' ');
    for (let from = 0; from < words.length; from += 1) {
      for (let to = from + 1; to <= Math.min(words.length, from + 6); to += 1) {
        const one = candidates.get(words.slice(from, to).join(' '));
        if (!one) continue;
        one.inHeading = true;
        if (index === 0 || title === source.title) one.inTitle = true;
      }
    }
  });
}
