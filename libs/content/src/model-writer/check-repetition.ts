import type { CitedPart } from './cited-parts.ts';
import { quote } from './quote.ts';
import type { Violation } from './violation.ts';

/** One sentence may answer two questions, or define a term and its synonym. */
const mayStand = 2;
/** Texts that begin with the same words say the same, wherever they are cut off; shorter ones ("Quite so.") may return. */
const beginningCharacters = 40;

/** Items of a list that begin word for word as two others do. */
export function checkRepetition(parts: CitedPart[]): Violation[] {
  const counts = new Map<string, number>();
  return parts.flatMap(({ path, text, question }) => {
    const said = (text || question)
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim();
    if (said.length < beginningCharacters) return [];
    const key = `${path.replace(/\d+/g, '*')} ${said.slice(0, beginningCharacters)}`;
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
