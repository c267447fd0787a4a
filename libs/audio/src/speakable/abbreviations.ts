/** Abbreviations that mean one thing wherever they stand; the period is part of them. */
const always: readonly (readonly [RegExp, string])[] = [
  [/\be\.\s?g\.(?=\W),?/gi, 'for example,'],
  [/\bi\.\s?e\.(?=\W),?/gi, 'that is,'],
  [/\bet al\.(?=\s+[a-z(,])|\bet al\b\.?/g, 'and others'],
  [/\bvs?\.(?=\s)/g, 'versus'],
  [/\bcf\.(?=\s)/gi, 'compare'],
  [/\bviz\.(?=\W)/gi, 'namely'],
  [/\bapprox\.(?=\s)/gi, 'approximately'],
  [/\bc(?:a)?\.\s?(?=\d)/g, 'about '],
  [/\bPh\.?\s?D\.?(?!\w)/g, 'P H D'],
  [/\bMrs\.(?=\s)/g, 'Missis'],
  [/\bMr\.(?=\s)/g, 'Mister'],
  [/\bMs\.(?=\s)/g, 'Miz'],
  [/\bDrs?\.(?=\s+\p{Lu})/gu, 'Doctor'],
  [/\bProf\.(?=\s)/g, 'Professor'],
  [/\bSt\.(?=\s+\p{Lu})/gu, 'Saint'],
  [/\bSt\.(?=[\s,]|$)/g, 'Street'],
  [/\bAve\.(?=[\s,]|$)/g, 'Avenue'],
  [/\bGen\.(?=\s+\p{Lu})/gu, 'General'],
  [/\bGov\.(?=\s+\p{Lu})/gu, 'Governor'],
  [/\bSen\.(?=\s+\p{Lu})/gu, 'Senator'],
  [/\bJr\.(?=\W|$)/g, 'Junior'],
  [/\bSr\.(?=\W|$)/g, 'Senior'],
  [/\bFigs?\.(?=\s*[\dA-Z])/gi, 'figure'],
  [/\bEqs?\.(?=\s*[\d(])/gi, 'equation'],
  [/\bCh\.(?=\s*\d)/gi, 'chapter'],
  [/\bSec\.(?=\s*\d)/gi, 'section'],
  [/\bVol\.(?=\s*\d)/gi, 'volume'],
  [/\bNos?\.(?=\s*\d)/gi, 'number'],
  [/\bpp\.(?=\s*\d)/g, 'pages'],
  [/\bp\.(?=\s*\d)/g, 'page'],
  [/\bInc\.(?=\W)/g, 'Incorporated'],
  [/\bLtd\.(?=\W)/g, 'Limited'],
  [/\bCorp\.(?=\W)/g, 'Corporation'],
  [/\bDept\.(?=\W)/gi, 'department'],
  [/\bmax\.(?=\s+[a-z\d])/gi, 'maximum'],
  [/\bmin\.(?=\s+[a-z\d])/gi, 'minimum'],
  [/\best\.(?=\s+[a-z\d])/g, 'estimated'],
];

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
export const monthName = (number: number): string | undefined => months[number - 1];

/** Abbreviations that may end a sentence: their period stays where a capital or nothing follows. */
const closing: readonly (readonly [RegExp, string])[] = [
  [/\betc\.(?=(\W*))/gi, 'et cetera'],
  [/\b((?:[A-Z]\.){2,})(?=(\W*))/g, ''],
  [/\b([ap])\.m\.(?=(\W*))/gi, ''],
];

const startsSentence = (rest: string): boolean => /^\s*$|^["')]*\s+["'(]*\p{Lu}/u.test(rest);

/**
 * Spells abbreviations out. Initials become letters: `U.S.` → "U S". A name after initials (`J. S. Bach`,
 * `U.S. Congress`) can't be told from a new sentence: only at the end of the text or a line is a period kept.
 */
export function expandAbbreviations(text: string): string {
  const spelled = always.reduce((current, [pattern, words]) => current.replace(pattern, words), text);
  return closing
    .reduce(
      (current, [pattern, words]) =>
        current.replace(pattern, (...parts: unknown[]) => {
          const whole = String(parts[0]);
          const source = String(parts.at(-1));
          const rest = source.slice(Number(parts.at(-2)) + whole.length);
          const spoken = words !== '' ? words : whole.replaceAll('.', ' ').trim().toUpperCase();
          const isEnd = words !== '' ? startsSentence(rest) : /^["')]*\s*(?:\n|$)/.test(rest);
          return isEnd ? `${spoken}.` : spoken;
        }),
      spelled,
    )
    .replace(
      /\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s+\d)/g,
      (_, short: string) => months.find((month) => month.startsWith(short.slice(0, 3))) ?? short,
    )
    .replace(/\b([A-Z])\.(?=\s+(?:[A-Z]\.\s+)*[A-Z][a-z])/g, '$1');
}
