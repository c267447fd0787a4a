import { foldWord } from './word-key.ts';

const known = new Map<string, ReadonlySet<string>>();

/**
 * Names that every language writes its own way: countries, languages, months, days, and what is made of them
 * ("German"). Folded words of `language`; where source and material differ in language, their absence proves
 * nothing.
 */
export function translatedNames(tag: string): ReadonlySet<string> {
  // Regions write them alike, and tags come from outside: a name for each of them would never end.
  const { language } = new Intl.Locale(tag);
  const cached = known.get(language);
  if (cached) return cached;
  const names = [...regions(language), ...calendar(language)];
  const words = new Set(names.flatMap((name) => name.match(/[\p{L}\p{M}]{3,}/gu) ?? []).map(foldWord));
  known.set(language, words);
  return words;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** All codes of two letters are asked for: what is none has no name. */
function regions(language: string): string[] {
  const ofRegion = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const ofLanguage = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.flatMap((code) =>
    [ofRegion.of(code), ofLanguage.of(code.toLowerCase())].filter((name) => name !== undefined),
  );
}

function calendar(language: string): string[] {
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2001, month, 1)));
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2001, 0, 1 + day)));
  const format = (options: Intl.DateTimeFormatOptions, dates: Date[]) =>
    dates.map((date) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date));
  return [...format({ month: 'long' }, months), ...format({ weekday: 'long' }, days)];
}
