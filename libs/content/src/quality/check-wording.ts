import type { QualityIssue } from '../materials/check-material.ts';
import type { Draft, Outline } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import { numbersOf, valuesIn } from './numbers-of.ts';
import { type Spelling, spellingOf } from './spelling.ts';
import { type PlacedText, wordingsOf } from './texts-of.ts';

/** Numbers up to this one may count what the text lists ("three reasons"). */
const maxCounted = 10;

/**
 * Terms that are spelled otherwise than in the source (hyphens, misspellings, British for American), and
 * numbers that neither source nor outline states, wherever they stand: in titles, questions, objectives and
 * cards.
 * @param except paths whose numbers were judged already
 */
export function checkWording(
  draft: Draft,
  source: Source,
  outline: Outline | undefined,
  except: ReadonlySet<string>,
): QualityIssue[] {
  const wordings = wordingsOf(withoutChat(draft));
  const outlined = wordingsOf(outline)
    .map(({ text }) => text)
    .join('\n');
  const unjudged = wordings.filter(({ path }) => !except.has(path) && !except.has(partOf(path)));
  // The source is read for its numbers only if there is one that the outline doesn't state.
  const isStated = (value: number) =>
    valuesIn(outlined, source.language).has(value) || valuesIn(source.text, source.textLanguage).has(value);
  const numbers = findNumbers(unjudged, isStated, source.language);
  if (source.language.slice(0, 2) !== source.textLanguage.slice(0, 2)) return numbers;
  return [...findSpellings(wordings, spellingOf(source), outlined), ...numbers];
}

function findSpellings(wordings: PlacedText[], spelling: Spelling, outlined: string): QualityIssue[] {
  const found = new Map<string, QualityIssue>();
  for (const { path, text } of wordings) {
    for (const { written, usual } of spelling.differences(text)) {
      if (found.has(written) || outlined.includes(written)) continue;
      const message = `writes “${written}” where the source writes “${usual}”`;
      found.set(written, { code: 'term-spelled-differently', path: partOf(path), message });
    }
  }
  return [...found.values()];
}

function findNumbers(
  wordings: PlacedText[],
  isStated: (value: number) => boolean,
  language: string,
): QualityIssue[] {
  return wordings.flatMap(({ path, text }) => {
    const unknown = numbersOf(text, language).filter(
      (number) => !number.values.some((value) => value <= maxCounted || isStated(value)),
    );
    if (unknown.length === 0) return [];
    const message = `the source nowhere states ${unknown.map((number) => number.text).join(', ')}`;
    return [{ code: 'number-not-in-source', path: partOf(path), message }];
  });
}

/** What hosts say without citing anything may count episodes and minutes. */
const withoutChat = (draft: Draft) =>
  draft.kind === 'podcast-script'
    ? { ...draft, turns: draft.turns.map((turn) => (turn.citations.length === 0 ? {} : turn)) }
    : draft;

/** The part that a reader sees as one: `items.3` of `items.3.answer`. */
const partOf = (path: string) => path.replace(/(?<=\d)\.[a-z]+$/i, '');
