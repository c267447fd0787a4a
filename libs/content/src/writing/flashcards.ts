import type { Analysis, Term } from '../analysis/analysis.ts';
import type { Citation } from '../source.ts';

export interface Flashcard {
  term: string;
  definition: string;
  difficulty: 'easy' | 'medium' | 'hard';
  citations: Citation[];
}

const maxCards = 25;
const maxDefinitionCharacters = 500;

/** Up to 25 cards on the key terms, in rank order: only what the source says about them. */
export function writeFlashcards(analysis: Analysis): Flashcard[] {
  const cards: Flashcard[] = [];
  for (const term of analysis.terms) {
    if (cards.length === maxCards) break;
    const card = writeCard(analysis, term);
    if (card) cards.push(card);
  }
  return cards;
}

function writeCard({ sentences }: Analysis, term: Term): Flashcard | undefined {
  if (term.text.length < 2 || term.text.length > 100) return undefined;
  const defined = term.definition;
  if (defined && defined.text.length <= maxDefinitionCharacters) {
    return {
      term: term.text,
      definition: finish(defined.text),
      difficulty: term.sentences.length > 5 ? 'easy' : 'medium',
      citations: [{ start: defined.start, end: defined.end }],
    };
  }
  const explaining = term.sentences
    .map((index) => sentences[index])
    .filter((sentence) => sentence !== undefined)
    .filter(({ standsAlone, text }) => standsAlone && text.length <= maxDefinitionCharacters)
    .sort((a, b) => b.salience - a.salience)[0];
  if (!explaining) return undefined;
  return {
    term: term.text,
    definition: finish(explaining.text),
    difficulty: 'hard',
    citations: [{ start: explaining.start, end: explaining.end }],
  };
}

/** Starts with a capital and ends with a full stop. */
function finish(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]["”’')\]]*$/.test(capital) ? capital : `${capital}.`;
}
