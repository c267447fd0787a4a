import type { ShapingOptions } from '../ports/writer.ts';
import type { Source } from '../source.ts';
import { defaultSpeakingRate, targetCharacters } from '../writing/podcast/script-length.ts';

/** Two hosts can talk about a text at most so much longer than the text is, without inventing anything. */
const mostOfSource = 1.2;
const leastCharacters = 1500;
/** A script is at most this share of the characters that fit into an answer, so that it isn't cut off. */
const charactersAToken = 2.5;

/** How long a script should be, in characters: as asked for, as the source supports, and as one answer can hold. */
export function planScript(
  { text }: Pick<Source, 'text'>,
  { speakingRate = defaultSpeakingRate, targetMinutes }: ShapingOptions,
  maxOutputTokens: number,
): number {
  const wanted = targetCharacters(text.length, speakingRate, targetMinutes);
  const supported = Math.max(leastCharacters, text.length * mostOfSource);
  const planned = Math.min(wanted, supported, maxOutputTokens * charactersAToken);
  // Told in round figures: no writer counts characters.
  return Math.round(planned / 100) * 100;
}
