import type { Outline } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import { checkCitations } from './check-citations.ts';
import { checkMarkup } from './check-markup.ts';
import { checkRepetition } from './check-repetition.ts';
import { checkSchema } from './check-schema.ts';
import { checkScript } from './check-script.ts';
import { type CitedPart, citedParts } from './cited-parts.ts';
import type { LeakFinder } from './find-leaks.ts';
import { isInLanguage } from './is-in-language.ts';
import { quote } from './quote.ts';
import { stringsOf } from './strings-of.ts';
import type { RawDraft, UnknownPassage } from './to-draft.ts';
import type { Violation } from './violation.ts';

const minCharactersToJudge = 200;

export interface DraftContext {
  source: Source;
  outline?: Outline | undefined;
  /** How long a script should be, in characters. */
  scriptCharacters: number;
  isLeak: LeakFinder;
}

/** All that a draft breaks: its schema, its citations, its language and, for a script, its plan. */
export function checkDraft(draft: RawDraft, unknown: UnknownPassage[], context: DraftContext): Violation[] {
  const { source, isLeak } = context;
  const parts = citedParts(draft);
  return [
    ...checkSchema(draft, source),
    ...unknown.map(({ path, cited }): Violation => {
      const message =
        typeof cited === 'number' ? `there is no passage ${cited}` : 'cites what is no number of a passage';
      return { code: 'unknown-passage', path, message };
    }),
    ...parts.flatMap((part) => checkCitations(part, draft, source) ?? []),
    ...checkRepetition(parts),
    ...checkLanguage(parts, source),
    ...checkLeaks(draft, isLeak),
    ...checkMarkup(draft),
    ...(draft.kind === 'podcast-script' ? checkScript(draft, context) : []),
  ];
}

function checkLanguage(parts: CitedPart[], { language }: Source): Violation[] {
  const prose = parts.map(({ text, question }) => `${text} ${question}`).join('\n');
  if (prose.length < minCharactersToJudge || isInLanguage(prose, language)) return [];
  return [{ code: 'wrong-language', path: 'material', message: `it must be written in ${quote(language)}` }];
}

function checkLeaks(draft: RawDraft, isLeak: LeakFinder): Violation[] {
  const message = 'repeats these rules, or what the source says to software instead of learners';
  return stringsOf(draft)
    .filter(({ text }) => isLeak(text))
    .map(({ path }) => ({ code: 'leak', path, message }));
}
