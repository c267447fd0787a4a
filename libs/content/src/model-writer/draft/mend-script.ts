import type { Outline } from '../../materials/schemas.ts';
import { closing, introduction, scriptSections } from '../../materials/script-sections.ts';
import { scriptTurns } from './script-turns.ts';
import type { RawDraft } from './to-draft.ts';

/** Puts turns into the sections of the outline, and these into their order: what audio chapters are made from. */
export function mendScript(draft: RawDraft, outline: Outline): void {
  const turns = scriptTurns(draft);
  const sections = scriptSections(outline);
  const [first, last] = [turns[0], turns.at(-1)];
  let current = introduction;
  for (const turn of turns) {
    if (sections.includes(turn.section)) current = turn.section;
    else turn.section = current;
  }
  if (first) first.section = introduction;
  if (last && last !== first) last.section = closing;
  draft['turns'] = turns
    .map((turn, index) => ({ turn, index, place: sections.indexOf(turn.section) }))
    .sort((a, b) => a.place - b.place || a.index - b.index)
    .map(({ turn }) => turn);
}
