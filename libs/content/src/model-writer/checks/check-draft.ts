import type { Outline } from '../../materials/schemas.ts';
import type { Source } from '../../source.ts';
import { checkCitations } from './check-citations.ts';
import { checkMarkup } from './check-markup.ts';
import { checkRepetition } from './check-repetition.ts';
import { checkSchema } from './check-schema.ts';
import { checkScript } from './check-script.ts';
import { type CitedPart, citedParts } from '../../quality/cited-parts.ts';
import type { LeakFinder } from './find-leaks.ts';
import { isInLanguage } from './is-in-language.ts';
import { quote } from '../prompt/quote.ts';
import { textsOf } from '../../quality/texts-of.ts';
import type { RawDraft, UnknownPassage } from '../draft/to-draft.ts';
import type { Violation } from './violation.ts';

const minCharactersToJudge = 100;

export interface DraftContext {
  source: Source;
  outline?: Outline | undefined;
  /** How long a script should be, in characters. */
  scriptCharacters: number;
  findLeak: LeakFinder;
}

/** All that a draft breaks: its schema, its citations, its language and, for a script, its plan. */
export function checkDraft(draft: RawDraft, unknown: UnknownPassage[], context: DraftContext): Violation[] {
  const { source, findLeak } = context;
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
    ...checkLeaks(draft, findLeak),
    ...checkMarkup(draft, source),
    ...(draft.kind === 'podcast-script' ? checkScript(draft, context) : []),
  ];
}

function checkLanguage(parts: CitedPart[], { language }: Source): Violation[] {
  const prose = parts.map(({ text, question }) => `${text} ${question}`).join('\n');
  if (prose.length < minCharactersToJudge || isInLanguage(prose, language)) return [];
  return [{ code: 'wrong-language', path: 'material', message: `it must be written in ${quote(language)}` }];
}

const leaks = {
  rules: { code: 'leak', message: 'repeats these rules' },
  order: { code: 'order', message: 'says what the source says to software instead of learners' },
} as const;

const checkLeaks = (draft: RawDraft, findLeak: LeakFinder): Violation[] =>
  textsOf(draft).flatMap(({ path, text }) => {
    const leak = findLeak(text);
    return leak ? [{ path, ...leaks[leak] }] : [];
  });
