import { stripMarkup } from './markup.ts';
import { calm, speakableText } from './speakable-text.ts';

/**
 * Text for a voice that knows letters of any kind and, besides English, numbers: English is written out
 * (`speakableText`), of other languages only markup, code, emoji and control characters are taken away. Empty if there
 * is nothing to say.
 * @param language BCP 47
 */
export function readableText(text: string, language: string): string {
  if (/^en\b/i.test(language)) return speakableText(text, 'any');
  const plain = calm(stripMarkup(calm(text.toWellFormed()), ''))
    .replace(/[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u{fe0f}\u200d\u20e3]/gu, ' ')
    .replace(/[^\P{Cc}\n]|\p{Cf}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(plain) ? plain : '';
}
