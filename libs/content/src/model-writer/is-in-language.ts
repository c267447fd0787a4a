import { languagesWithStopWords } from '../analysis/stop-words.ts';
import { shareOfStopWords } from '../quality/measure-language.ts';
import { detectLanguage } from '../source/detect-language.ts';

/** Of the words of running text, and of no text in another language. */
const surelyInLanguage = 0.4;

/**
 * Whether prose is in a language (BCP 47). Neighbours such as Danish and Norwegian are hard to tell apart: a language that
 * can only be guessed at by its letters counts as right, unless the text is plainly in one that is known well.
 */
export function isInLanguage(prose: string, language: string): boolean {
  if (isKnownWell(language) && shareOfStopWords(prose, language) >= surelyInLanguage) return true;
  const detected = detectLanguage(prose);
  if (primary(detected) === primary(language)) return true;
  return !isKnownWell(language) && !isKnownWell(detected);
}

const primary = (language: string) => language.toLowerCase().split('-')[0] ?? '';

const isKnownWell = (language: string) => languagesWithStopWords.includes(primary(language));
