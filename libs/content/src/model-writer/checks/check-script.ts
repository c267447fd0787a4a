import { scriptSections } from '../../materials/script-sections.ts';
import type { DraftContext } from './check-draft.ts';
import { quoteAll } from '../prompt/quote.ts';
import { scriptTurns } from '../draft/script-turns.ts';
import type { RawDraft } from '../draft/to-draft.ts';
import type { Violation } from './violation.ts';

/** A script may be so much shorter or longer than planned: what listeners hardly notice. */
const lengthTolerance = 0.35;

/** Whether a script has its planned length, and tells the outline's sections in their order. */
export function checkScript(
  draft: RawDraft,
  { outline, scriptCharacters }: Pick<DraftContext, 'outline' | 'scriptCharacters'>,
): Violation[] {
  const turns = scriptTurns(draft);
  const violations: Violation[] = [];
  const total = turns.reduce((sum, { text }) => sum + text.length, 0);
  if (Math.abs(total - scriptCharacters) > lengthTolerance * scriptCharacters) {
    const message = `the turns have ${total} characters in total; about ${scriptCharacters} are asked for`;
    violations.push({ code: 'script-length', path: 'turns', message });
  }
  if (!outline) return violations;
  const sections = scriptSections(outline);
  const told = [...new Set(turns.map(({ section }) => section))];
  const missing = sections.filter((section) => !told.includes(section));
  const strange = told.filter((section) => !sections.includes(section));
  const add = (message: string) => violations.push({ code: 'script-sections', path: 'turns', message });
  if (missing.length > 0) add(`no turn belongs to the section ${quoteAll(missing)}`);
  if (strange.length > 0) add(`there is no section ${quoteAll(strange)}`);
  const order = turns.map(({ section }) => sections.indexOf(section)).filter((at) => at >= 0);
  if (order.some((at, index) => at < (order[index - 1] ?? 0)))
    add('the sections are not in the order of the outline');
  return violations;
}
