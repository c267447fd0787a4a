import { cleanText } from './clean-text.ts';

/** What a job accepts as a title. */
const maxTitleCharacters = 200;
/** A title may be a megabyte of blanks; nobody looks for its words. */
const readWithin = 4000;

/** One line of a title, or undefined if nothing is left of it. */
export function cleanTitle(title: string | undefined): string | undefined {
  const line = cleanText((title ?? '').slice(0, readWithin)).replace(/\s+/g, ' ');
  const cut = line.slice(0, maxTitleCharacters).replace(/[\ud800-\udbff]$/, '');
  return cut.trim() || undefined;
}
