import type { Analysis, Definition, Sentence, Term } from '../analysis/analysis.ts';
import { phraseKey, stem } from '../analysis/words.ts';
import type { Citation } from '../source.ts';
import { capitalised, finished } from './phrases.ts';

export interface Flashcard {
  term: string;
  /** A phrase or a sentence that says what the term means; its words stand in the cited ranges. */
  definition: string;
  difficulty: 'easy' | 'medium' | 'hard';
  citations: Citation[];
}

const maxCards = 25;
const maxTermCharacters = 100;
const maxDefinitionCharacters = 500;
/** With fewer, cards that only use their term fill up: the schema asks for ten. */
const enoughCards = 10;
/** An explaining sentence opens with its term: that is its subject. */
const minAboutness = 0.73;
/** From this score on a term is one that the source turns on; a sentence may name it later. */
const centralScore = 0.05;
const minCentralAboutness = 0.05;
/** "Rules are everywhere": fewer words say nothing that one could learn. */
const minExplainingWords = 7;
/** A sentence longer than this explains too much at once. */
const longSentenceWords = 40;

/** Up to 25 cards on the key terms, in rank order: only what the source says about them. */
export function writeFlashcards(analysis: Analysis): Flashcard[] {
  const terms = analysis.terms.filter(({ text }) => text.length >= 2 && text.length <= maxTermCharacters);
  const used = new Set<number>();
  const cards = new Map<Term, Flashcard>();
  const add = (term: Term, card: Flashcard | undefined) => {
    if (card && cards.size < maxCards) cards.set(term, card);
  };
  for (const term of terms) {
    const card = fromDefinition(term, analysis);
    if (card && term.definition) used.add(term.definition.sentence);
    add(term, card ?? fromSentence(term, analysis, used, true));
  }
  for (const term of terms) {
    if (cards.size >= enoughCards) break;
    if (!cards.has(term)) add(term, fromSentence(term, analysis, used, false));
  }
  return terms.flatMap((term) => cards.get(term) ?? []);
}

function fromDefinition(term: Term, { sentences }: Analysis): Flashcard | undefined {
  const { definition } = term;
  if (!definition || definition.text.length > maxDefinitionCharacters) return undefined;
  if (isSentence(definition)) {
    if (!sentences[definition.sentence]?.standsAlone || isExample.test(definition.text)) return undefined;
  }
  return {
    term: term.text,
    definition: finish(definition.text),
    difficulty: difficultyOf(term, definition.text),
    citations: [{ start: definition.start, end: definition.end }],
  };
}

const isExample = /\bfor (?:example|instance)\b/i;

/** Patterns that take a whole sentence, not a phrase, for the definition. */
const isSentence = ({ pattern }: Definition) =>
  /^(?:in-context|activity|holds-that|theory|called-sentence)$/.test(pattern);

/** The sentence that explains the term best: about it, understandable alone, not too long, on no other card. */
function fromSentence(
  term: Term,
  { sentences }: Analysis,
  used: Set<number>,
  isStrict: boolean,
): Flashcard | undefined {
  const words = phraseKey(term.text).split(' ');
  const needed = isStrict ? neededAboutness(term) : minCentralAboutness;
  let best: { sentence: Sentence; worth: number } | undefined;
  for (const index of term.sentences) {
    const sentence = sentences[index];
    if (!sentence?.standsAlone || sentence.text.length > maxDefinitionCharacters || used.has(index)) continue;
    if (isStrict && sentence.words.length < minExplainingWords) continue;
    const about = aboutness(sentence, words);
    if (about < needed || glossaryLine.test(sentence.text) || clauseSubject.test(sentence.text)) continue;
    const length = Math.max(0, sentence.words.length - longSentenceWords) / 20;
    const worth = about + sentence.salience / 2 - length;
    if (worth > (best?.worth ?? -Infinity)) best = { sentence, worth };
  }
  if (!best) return undefined;
  const { sentence } = best;
  used.add(sentence.index);
  return {
    term: term.text,
    definition: finish(sentence.text),
    difficulty: 'hard',
    citations: [{ start: sentence.start, end: sentence.end }],
  };
}

/** "How sailors steer is …": the subject is no term but a question about it. */
const clauseSubject = /^(?:how|what|whether|why|when|if)\b/i;

/** "Term: definition" explains its own term and no other. */
const glossaryLine = /^[^.,;:]{2,60}(?::| –| —) /;

const neededAboutness = ({ score }: Term): number =>
  score >= centralScore ? minCentralAboutness : minAboutness;

/** 0–1: how near to the beginning, where the subject stands, the term is. */
export function aboutness(sentence: Sentence, termWords: string[]): number {
  const stems = sentence.words
    .slice(0, 25)
    .flatMap((word) => word.split('-'))
    .map(stem);
  const at = stems.findIndex((_, index) => termWords.every((word, offset) => stems[index + offset] === word));
  return at < 0 ? 0 : at <= 1 ? 1 : Math.max(0, 0.8 - at / 15);
}

function difficultyOf(term: Term, definition: string): Flashcard['difficulty'] {
  const words = definition.split(/\s+/).length;
  if (words > 25 || (words > 18 && term.sentences.length < 2)) return 'hard';
  return words <= 14 && term.sentences.length > 2 ? 'easy' : 'medium';
}

/** Starts with a capital and ends with a full stop. */
const finish = (text: string) => finished(capitalised(text));
