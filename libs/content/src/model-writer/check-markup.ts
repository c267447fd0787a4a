import { stringsOf } from './strings-of.ts';
import type { RawDraft } from './to-draft.ts';
import type { Violation } from './violation.ts';

/** What loads, runs or leads somewhere. It comes out inert, but it has no place in a text for learners. */
const markup =
  /<\s*\/?\s*(?:script|iframe|img|svg|object|embed|link|meta|form|a)\b|\son\w+\s*=|\]\(|\b(?:https?|ftp|javascript|vbscript|data|file):[^\s]/i;

/** Texts with tags, scripts or addresses, which the rules forbid. */
export const checkMarkup = (draft: RawDraft): Violation[] =>
  stringsOf(draft)
    .filter(({ text }) => markup.test(text))
    .map(({ path }) => ({
      code: 'markup',
      path,
      message: 'has markup or an address in it; write plain text',
    }));
