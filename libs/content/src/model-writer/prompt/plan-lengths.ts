import type { ShapingOptions } from '../../ports/writer.ts';
import { defaultSpeakingRate, targetCharacters } from '../../writing/podcast/script-length.ts';

/** Two hosts can talk about a text at most so much longer than the text is, without inventing anything. */
const mostOfSource = 1.2;
const leastScript = 1500;
/** All bodies of a guide or a reading text together: this share of what is read, within these bounds. */
const bodyShare = 0.35;
const body = { least: 1500, most: 12_000 };
/** What the schema asks of all bodies together, however short the source is. */
const leastBodies = 500;
/** What is written around the bodies: overviews, concepts, a summary. */
const frameCharacters = 4000;
/** Of text in an answer, with its JSON: English has about four, other languages two to three. */
const charactersAToken = 2.5;

/** How long things should be, in characters. */
export interface Plan {
  /** All turns of a script. */
  scriptCharacters: number;
  /** All bodies of a study guide or reading material. */
  bodyCharacters: number;
}

/**
 * Lengths as asked for, as what is read supports, and as one answer can hold.
 * @param readCharacters of the source, or of the notes that stand for it
 */
export function planLengths(
  readCharacters: number,
  { speakingRate = defaultSpeakingRate, targetMinutes }: ShapingOptions,
  maxOutputTokens: number,
): Plan {
  const fits = maxOutputTokens * charactersAToken;
  const script = targetCharacters(readCharacters, speakingRate, targetMinutes);
  const supported = Math.max(leastScript, readCharacters * mostOfSource);
  const least = Math.min(body.least, Math.max(leastBodies, readCharacters * mostOfSource));
  const bodies = Math.min(body.most, Math.max(least, readCharacters * bodyShare));
  return {
    scriptCharacters: rounded(Math.min(script, supported, fits)),
    bodyCharacters: rounded(Math.min(bodies, Math.max(leastBodies, fits - frameCharacters))),
  };
}

/** Told in round figures: no writer counts characters. */
const rounded = (characters: number) => Math.round(characters / 100) * 100;
