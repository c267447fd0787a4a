import { languagesWithStopWords } from '../analysis/stop-words.ts';
import { detectLanguage } from '../source/detect-language.ts';

/**
 * Whether prose is in a language (BCP 47). Neighbours such as Danish and Norwegian are hard to tell apart: a language that
 * can only be guessed at by its letters counts as right, unless the text is plainly in one that is known well.
 */
export function isInLanguage(prose: string, language: string): boolean {
  const detected = detectLanguage(prose);
  if (primary(detected) === primary(language)) return true;
  return !isKnownWell(language) && !isKnownWell(detected);
}

const primary = (language: string) => language.toLowerCase().split('-')[0] ?? '';

const isKnownWell = (language: string) => languagesWithStopWords.includes(primary(language));
