import type { CitedPart } from './cited-parts.ts';
import { quote } from './quote.ts';
import type { Violation } from './violation.ts';

/** One sentence may answer two questions, or define a term and its synonym. */
const mayStand = 2;
/** Shorter texts ("Quite so.") may return. */
const minCharacters = 40;

/** Items of a list that say what two others say already, word for word. */
export function checkRepetition(parts: CitedPart[]): Violation[] {
  const counts = new Map<string, number>();
  return parts.flatMap(({ path, text, question }) => {
    const said = (text || question)
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim();
    if (said.length < minCharacters) return [];
    const key = `${path.replace(/\d+/g, '*')} ${said}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= mayStand) return [];
    return [
      {
        code: 'repeated',
        path,
        message: `${quote(text || question)} stands in ${mayStand} other items already`,
      },
    ];
  });
}
