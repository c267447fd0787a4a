import type { QualityIssue } from '../../materials/check-material.ts';
import type { Draft, Material, Outline } from '../../materials/schemas.ts';
import type { SpeakingRate } from '../../ports/writer.ts';
import { measureQuality } from '../../quality/measure-quality.ts';
import type { Source } from '../../source.ts';
import { shorterThanAsked, spokenMinutes } from '../../writing/podcast/script-length.ts';
import { scriptTurns } from './script-turns.ts';
import type { RawDraft } from './to-draft.ts';

export interface FinishingContext {
  source: Source;
  outline?: Outline | undefined;
  speakingRate: SpeakingRate;
  targetMinutes?: number | undefined;
}

/**
 * A settled draft with its quality measured.
 * @throws ContentError `material-invalid` if it breaks its schema by more than a shortfall
 */
export function finishMaterial(
  settled: RawDraft,
  remarks: QualityIssue[],
  { source, outline, speakingRate, targetMinutes }: FinishingContext,
): Material {
  const draft: RawDraft = { ...settled };
  const issues = [...remarks];
  if (draft.kind === 'podcast-script') {
    const minutes = spokenMinutes(scriptTurns(draft), speakingRate);
    draft['estimatedMinutes'] = minutes;
    issues.push(...shorterThanAsked(minutes, targetMinutes));
  }
  // Measuring checks the schema of the kind first, and throws for a value that is none of it.
  const checked = draft as unknown as Draft;
  const quality = measureQuality(checked, source, { remarks: issues, outline, support: 'paraphrase' });
  return { ...checked, quality } as Material;
}
