interface Range {
  start: number;
  end: number;
}

const abbreviations = new Set(
  (
    'mr mrs ms dr prof rev fr sr jr st gen col lt sgt capt cmdr gov sen rep hon pres supt messrs mme mlle ' +
    'vs v cf al ca approx est fig figs eq no nos vol vols ed eds pp p ch sec art para cl app trans repr ' +
    'inc ltd co corp dept univ assn bros jan feb mar apr jun jul aug sep sept oct nov dec mt ft ' +
    'e.g i.e a.m p.m u.s u.k u.n d.c ph.d m.d b.a m.a b.c a.d viz op cit ' +
    'bzw z.b d.h u.a ca str nr bd hrsg vgl usw evtl inkl bspw sog jh dt abb kap s.o ' +
    'av ed ej sra ud uds núm pág ecc sig dott prof tel'
  ).split(' '),
);
/** These end a sentence as often as not: a capital after them decides. */
const mayEnd = new Set([
  'etc',
  'u.s',
  'u.k',
  'u.n',
  'd.c',
  'a.m',
  'p.m',
  'ph.d',
  'm.d',
  'b.a',
  'm.a',
  'inc',
  'ltd',
  'co',
  'corp',
  'jr',
  'sr',
  'b.c',
  'a.d',
  'usw',
  'al',
  'etc.',
]);
const startersOfSentences = new Set(
  'the a an this that these those it in on at for if when while although because however but and he she they we you i there as to by with from after before since its his her their our most many some one all both each such what who how why no not'.split(
    ' ',
  ),
);

const ordinalFollowers =
  /^(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jh|Klasse|Kapitel)/;

const boundary = /([.?!…]+)([”"’'»)\]]*)(\s+|(?=[“"‘]?\p{Lu}\p{Ll}*[\s’'])|$)/gu;

/** Splits running text into sentences, as ranges of `text` without the white space around them. */
export const splitSentences = (text: string): Range[] => [...sentencesIn(text)];

/** The same one by one, for who reads only the first few. */
export function* sentencesIn(text: string): Generator<Range> {
  let start = 0;
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (end < text.length && !endsSentence(text, match.index, match[1] ?? '', end, match[3] === '', start))
      continue;
    yield* trimmed(text, start, end);
    start = end;
  }
  yield* trimmed(text, start, text.length);
}

function endsSentence(
  text: string,
  at: number,
  marks: string,
  next: number,
  glued: boolean,
  start: number,
): boolean {
  const after = text.slice(next, next + 40);
  const before = text.slice(Math.max(0, at - 30), at);
  const word = /(\S*)$/.exec(before)?.[1] ?? '';
  if (glued && !/[\p{Ll}\d)”"’]{2}$/u.test(before + text.slice(at + marks.length, next))) return false;
  if (!/^["“‘'«(\[¿¡]*[\p{Lu}\p{N}]/u.test(after) && !/^["“‘'«]*\p{Ll}*\p{Lu}/u.test(after)) return false;
  if (marks.startsWith('…') || /^\.{2,}/.test(marks) || / \.$/.test(before + marks)) {
    return /^["“‘'«(]*\p{Lu}/u.test(after);
  }
  if (marks !== '.') return true;
  const bare = word.replace(/^["“‘'«(\[]+/, '').toLowerCase();
  const following = (/^["“‘'«(]*([\p{L}’']+)/u.exec(after)?.[1] ?? '').toLowerCase();
  if (mayEnd.has(bare)) return startersOfSentences.has(following);
  if (abbreviations.has(bare)) {
    return (bare === 'no' || bare === 'p' || bare === 'art' || bare === 'est') && !/^\d/.test(after);
  }
  if (/^(?:\p{L}\.)+\p{L}$/u.test(bare)) return startersOfSentences.has(following);
  // "z. B.", "d. h."
  if (/^\p{Ll}$/u.test(bare) && /^\p{L}\./u.test(after)) return false;
  if (/^\p{Lu}$/u.test(word.replace(/^["“‘'«(\[]+/, ''))) return false;
  // A number with a full stop before a word: "1. Introduction" or a German ordinal ("3. Oktober").
  if (/^\d{1,2}$/.test(bare)) {
    if (ordinalFollowers.test(after)) return false;
    return text.slice(start, at).trim().split(/\s+/).length > 3;
  }
  return true;
}

function trimmed(text: string, start: number, end: number): Range[] {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
  return to > from ? [{ start: from, end: to }] : [];
}
