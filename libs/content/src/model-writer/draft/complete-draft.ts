import { draftBreaches } from '../../materials/check-material.ts';
import type { Outline } from '../../materials/schemas.ts';
import { scriptSections } from '../../materials/script-sections.ts';
import type { SpeakingRate } from '../../ports/writer.ts';
import { readingMinutes } from '../../source/reading-minutes.ts';
import type { Source } from '../../source.ts';
import { spokenMinutes } from '../../writing/podcast/script-length.ts';
import { listAt } from './list-items.ts';
import { scriptTurns } from './script-turns.ts';
import type { RawDraft } from './to-draft.ts';

/**
 * Fills in what code knows better than a model (minutes), spells section titles as the outline does, and cuts lists to
 * their maximum: their best items come first, so that no second call is worth its price.
 */
export function completeDraft(
  draft: RawDraft,
  source: Source,
  outline: Outline | undefined,
  speakingRate: SpeakingRate,
): void {
  if (draft.kind === 'outline') draft['estimatedMinutes'] = readingMinutes(source.text);
  if (draft.kind === 'podcast-script') {
    const turns = scriptTurns(draft);
    if (outline) spellSections(turns, scriptSections(outline));
    draft['estimatedMinutes'] = spokenMinutes(turns, speakingRate);
  }
  for (const { path, maxItems } of draftBreaches(draft)) {
    if (maxItems !== undefined) listAt(draft, path)?.splice(maxItems);
  }
}

function spellSections(turns: { section: string }[], sections: string[]): void {
  const spelled = new Map(sections.map((section) => [folded(section), section]));
  for (const turn of turns) {
    // "1. Introduction" may be a section of its own.
    if (!sections.includes(turn.section)) turn.section = spelled.get(folded(turn.section)) ?? turn.section;
  }
}

const folded = (title: string) =>
  title
    .toLowerCase()
    .replace(/^\d+[.)]\s*/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
