import type { CallPurpose, TextModel } from '../ports/text-model.ts';
import { type AnswerFacts, plannedNotes, plannedScript, thinkingAllowance } from './answer-facts.ts';
import { longestAnswer } from './longest-answer.ts';
import { tokensPerCharacter } from './tokens-per-character.ts';

/** An object of an answer, beside its text: keys, quotes, one or two numbers of passages. */
const tokensAnItem = 26;
/** Of what thinking may take, what it takes on average: a quarter, in recorded calls. */
const expectedThinkingShare = 0.25;
/** Texts run longer in tokens than the average of their language when they are full of terms and names. */
const densestText = 1.25;

/**
 * Tokens that a good model writes: materials of ordinary length within the bounds of their schemas, as JSON, and some
 * thinking. Sizes are judged, not measured: no recorded answers to these prompts exist.
 */
export function expectedOutputTokens(purpose: CallPurpose, facts: AnswerFacts): number {
  const { characters, items } = usualAnswer(purpose, facts);
  // A short source doesn't support more than it says.
  const supported = Math.min(characters, 600 + 1.5 * facts.sourceCharacters);
  const share = supported / characters;
  return Math.round(
    supported * tokensPerCharacter(facts.language) +
      share * items * tokensAnItem +
      expectedThinkingShare * thinkingAllowance(facts),
  );
}

/**
 * Where an answer may be cut off: behind the longest that its schema allows (a script: 1.5 times its plan) or that a
 * source of this length can give, and thinking. Never above what the model can write.
 */
export function outputLimit(
  purpose: CallPurpose,
  facts: AnswerFacts,
  { maxOutputTokens }: Pick<TextModel, 'maxOutputTokens'>,
): number {
  const { characters, jsonTokens } = longestAnswer(purpose, facts);
  const written = characters * tokensPerCharacter(facts.language) * densestText + jsonTokens;
  return Math.min(maxOutputTokens, Math.ceil(written + thinkingAllowance(facts)));
}

interface AnswerSize {
  /** Of text that a reader sees. */
  characters: number;
  items: number;
}

function usualAnswer(purpose: CallPurpose, facts: AnswerFacts): AnswerSize {
  const sections = clamp(facts.sourceCharacters / 2500, 3, 10);
  switch (purpose) {
    case 'outline':
      return { characters: 900 + sections * (220 + 4 * 130), items: 3 + sections * 5 };
    case 'podcast-script': {
      const turns = plannedScript(facts) / 180;
      return { characters: plannedScript(facts) + turns * 40, items: turns };
    }
    case 'study-guide':
      return { characters: 1060 + 12 * 225 + sections * 740, items: 15 + sections };
    case 'one-pager':
      return { characters: 2200, items: 8 };
    case 'reading-material':
      return { characters: 1260 + sections * 1240, items: 3 + sections };
    case 'faqs':
      return { characters: 11 * 355, items: 11 };
    case 'flashcards': {
      const cards = clamp(facts.sourceCharacters / 500, 10, 22);
      return { characters: cards * 165, items: cards };
    }
    case 'reading-questions':
      return { characters: 11 * 115, items: 11 };
    case 'notes':
      return { characters: plannedNotes(facts) * 170, items: plannedNotes(facts) };
  }
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, Math.round(value)));
