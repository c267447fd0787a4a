import type { Analysis, Definition, Sentence, Term } from '../analysis/analysis.ts';
import { phraseKey, stem } from '../analysis/words.ts';
import type { Citation } from '../source.ts';

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
/** A sentence that explains one term seldom explains a third. */
const maxUsesOfSentence = 2;
/** An explaining sentence names its term among its first words, where the subject stands. */
const minAboutness = 0.4;
/** From this score on a term is one that the source turns on. */
const centralScore = 0.05;
/** A sentence longer than this explains too much at once. */
const longSentenceWords = 40;

/** Up to 25 cards on the key terms, in rank order: only what the source says about them. */
export function writeFlashcards(analysis: Analysis): Flashcard[] {
  const uses = new Map<number, number>();
  const cards: Flashcard[] = [];
  for (const term of analysis.terms) {
    if (cards.length === maxCards) break;
    if (term.text.length < 2 || term.text.length > maxTermCharacters) continue;
    const card = fromDefinition(term, analysis) ?? fromSentence(term, analysis, uses);
    if (card) cards.push(card);
  }
  return cards;
}

function fromDefinition(term: Term, { sentences }: Analysis): Flashcard | undefined {
  const { definition } = term;
  if (!definition || definition.text.length > maxDefinitionCharacters) return undefined;
  if (isSentence(definition) && !sentences[definition.sentence]?.standsAlone) return undefined;
  return {
    term: term.text,
    definition: finish(definition.text),
    difficulty: difficultyOf(term, definition.text),
    citations: [{ start: definition.start, end: definition.end }],
  };
}

/** Patterns that take a whole sentence, not a phrase, for the definition. */
const isSentence = ({ pattern }: Definition) =>
  /^(?:in-context|activity|holds-that|theory|called-sentence)$/.test(pattern);

/** The sentence that explains the term best: about it, understandable alone, not too long. */
function fromSentence(term: Term, { sentences }: Analysis, uses: Map<number, number>): Flashcard | undefined {
  const words = phraseKey(term.text).split(' ');
  const needed = neededAboutness(term);
  let best: { sentence: Sentence; worth: number } | undefined;
  for (const index of term.sentences) {
    const sentence = sentences[index];
    if (!sentence?.standsAlone || sentence.text.length > maxDefinitionCharacters) continue;
    const used = uses.get(index) ?? 0;
    const about = aboutness(sentence, words);
    if (used >= maxUsesOfSentence || about < needed || glossaryLine.test(sentence.text)) continue;
    const length = Math.max(0, sentence.words.length - longSentenceWords) / 20;
    const worth = about + sentence.salience / 2 - used / 2 - length;
    if (worth > (best?.worth ?? -Infinity)) best = { sentence, worth };
  }
  if (!best) return undefined;
  const { sentence } = best;
  uses.set(sentence.index, (uses.get(sentence.index) ?? 0) + 1);
  return {
    term: term.text,
    definition: finish(sentence.text),
    difficulty: 'hard',
    citations: [{ start: sentence.start, end: sentence.end }],
  };
}

/** "Term: definition" explains its own term and no other. */
const glossaryLine = /^[^.,;:]{2,60}(?::| –| —) /;

/** A name needs a sentence of its own; a term that the source turns on may stand anywhere in the sentence. */
function neededAboutness({ text, score }: Term): number {
  if (score >= centralScore) return 0.05;
  return /^\p{Lu}/u.test(text) && !text.endsWith(')') ? 0.9 : minAboutness;
}

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
function finish(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]["”’')\]]*$/.test(capital) ? capital : `${capital}.`;
}
