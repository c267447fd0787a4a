import { draftBreaches } from '../materials/check-material.ts';
import type { Outline } from '../materials/schemas.ts';
import { supportOf, type SupportOptions } from '../quality/measure-support.ts';
import type { Source } from '../source.ts';
import { scriptConnectives } from '../writing/language/script-connectives.ts';
import { type CitedPart, citedParts } from './cited-parts.ts';
import { checkScript } from './check-script.ts';
import { isInLanguage } from './is-in-language.ts';
import type { RawDraft, UnknownPassage } from './to-draft.ts';
import type { Violation } from './violation.ts';

/** A source from this length on, in characters, fills every minimum: a shortfall is the model's. */
const fillingCharacters = 3000;
/** A turn of a script that says so much, in characters, states something. */
export const statingTurnCharacters = 200;
const minCharactersToJudge = 200;

export interface DraftContext {
  source: Source;
  outline?: Outline | undefined;
  /** How long a script should be, in characters. */
  scriptCharacters: number;
}

/** All that a draft breaks: its schema, its citations, its language and, for a script, its plan. */
export function checkDraft(draft: RawDraft, unknown: UnknownPassage[], context: DraftContext): Violation[] {
  const parts = citedParts(draft);
  return [
    ...checkSchema(draft, context.source),
    ...unknown.map(({ path, number }): Violation => {
      const message = `there is no passage ${JSON.stringify(number)}`;
      return { code: 'unknown-passage', path, message };
    }),
    ...parts.flatMap((part) => checkPart(part, draft, context.source)),
    ...checkLanguage(parts, context.source),
    ...(draft.kind === 'podcast-script' ? checkScript(draft, context) : []),
  ];
}

function checkSchema(draft: RawDraft, { text }: Source): Violation[] {
  return draftBreaches(draft)
    .filter(
      ({ path, isShortfall }) => !isCitation(path) && (!isShortfall || text.length >= fillingCharacters),
    )
    .map(({ path, message, isShortfall }) => ({
      code: isShortfall ? 'shortfall' : 'schema',
      path,
      message: `${message}${isShortfall ? ', if the source supports it' : ''}`,
    }));
}

/** Citations that aren't there are reported by part. */
const isCitation = (path: string) => /citations$/i.test(path);

function checkPart(part: CitedPart, { kind }: RawDraft, source: Source): Violation[] {
  const { path, text, citations } = part;
  if (citations.length === 0) {
    const statesNothing = kind === 'podcast-script' && text.length < statingTurnCharacters;
    return statesNothing ? [] : [{ code: 'uncited', path, message: 'cites no passage' }];
  }
  if (text === '') return [];
  const support = supportOf({ text, citations }, source, supportOptions(kind, source));
  if (support.isSupported) return [];
  const { inventedNumbers, inventedNames, missingWords, strangeSentences } = support;
  const reasons = [
    inventedNumbers.length > 0 && `they do not state ${inventedNumbers.join(', ')}`,
    inventedNames.length > 0 && `the source does not name ${inventedNames.join(', ')}`,
    strangeSentences.length > 0 && `they say nothing like "${shortened(strangeSentences[0] ?? '')}"`,
    `they lack ${missingWords.slice(0, 8).join(', ')}`,
  ];
  const reason = reasons.find((said) => said !== false);
  return [
    {
      code: 'unsupported',
      path,
      message: `"${shortened(text)}" is not supported by its passages: ${reason}`,
    },
  ];
}

function checkLanguage(parts: CitedPart[], { language }: Source): Violation[] {
  const prose = parts.map(({ text, question }) => `${text} ${question}`).join('\n');
  if (prose.length < minCharactersToJudge || isInLanguage(prose, language)) return [];
  return [{ code: 'wrong-language', path: 'material', message: `it must be written in ${language}` }];
}

/** Hosts say more than they state. */
export const supportOptions = (
  kind: RawDraft['kind'],
  { language }: Pick<Source, 'language'>,
): SupportOptions => (kind === 'podcast-script' ? { connectives: scriptConnectives(language) } : {});

/** On one line, so that a quotation can't look like a part of the prompt. */
const shortened = (text: string) => {
  const line = text.replace(/\s+/g, ' ').replaceAll('"', "'");
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
};
