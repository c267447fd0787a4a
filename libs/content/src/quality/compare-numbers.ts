import { sentencesIn } from '../analysis/split-sentences.ts';
import type { Material } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import { contentWordsOf } from './content-words.ts';
import type { Comparison } from './measure-cohesion.ts';
import { numbersOf, valuesIn } from './numbers-of.ts';
import { proseOf } from './texts-of.ts';

interface Claim {
  path: string;
  kind: string;
  words: ReadonlySet<string>;
  /** Key of the word that the number counts: `chambers` in "four chambers". */
  counted: string;
  text: string;
  values: number[];
}

/** Two sentences with so many words in common, of all that they have, say the same. */
const minCommon = 0.6;
const minWords = 3;

/**
 * Whether sentences of different materials that say the same with one number each say it with the same
 * number. Two numbers that the source both states belong to different things, however alike the sentences
 * are.
 */
export function compareNumbers(materials: Material[], source: Source): Comparison {
  const claims = materials.flatMap((material) => claimsOf(material, source.language));
  const known = claims.length > 0 ? valuesIn(source.text, source.textLanguage) : new Set<number>();
  const isKnown = ({ values }: Claim) => values.some((value) => known.has(value));
  const byCounted = Map.groupBy(claims, ({ counted }) => counted);
  let compared = 0;
  const issues = new Map<string, Comparison['issues'][number]>();
  for (const group of byCounted.values()) {
    group.forEach((claim, index) => {
      for (const earlier of group.slice(0, index)) {
        if (earlier.kind === claim.kind || common(earlier.words, claim.words) < minCommon) continue;
        if (isKnown(earlier) && isKnown(claim) && !agree(earlier, claim)) continue;
        compared += 1;
        if (agree(earlier, claim)) continue;
        const [wrong, right] = isKnown(claim) ? [earlier, claim] : [claim, earlier];
        const message = `states ${wrong.text} where ${right.path} states ${right.text}`;
        issues.set(wrong.path, { code: 'numbers-differ', path: wrong.path, message });
      }
    });
  }
  return { compared, issues: [...issues.values()] };
}

function claimsOf(material: Material, language: string): Claim[] {
  return proseOf(material).flatMap(({ path, text }) =>
    [...sentencesIn(text)].flatMap(({ start, end }) => {
      const sentence = text.slice(start, end);
      const [number, ...more] = numbersOf(sentence, language);
      if (!number || more.length > 0 || sentence.endsWith('?')) return [];
      const words = new Set(contentWordsOf(sentence, language).map(({ key }) => key));
      const after = sentence.slice(sentence.indexOf(number.text) + number.text.length);
      const counted = contentWordsOf(after, language)[0]?.key ?? '';
      if (words.size < minWords) return [];
      const { text: written, values } = number;
      return [
        { path: `${material.kind}.${path}`, kind: material.kind, words, counted, text: written, values },
      ];
    }),
  );
}

const agree = (one: Claim, other: Claim) => one.values.some((value) => other.values.includes(value));

/** The share of all words of two sentences that both have. */
function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, one.size + other.size - shared);
}
