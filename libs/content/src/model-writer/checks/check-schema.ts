import { type Breach, draftBreaches } from '../../materials/check-material.ts';
import type { Source } from '../../source.ts';
import { textsOf } from '../../quality/texts-of.ts';
import type { RawDraft } from '../draft/to-draft.ts';
import type { Violation } from './violation.ts';

/** A source from this length on, in characters, fills every minimum: a shortfall is the model's. */
const fillingCharacters = 3000;

/** Where a draft breaks its schema, or falls short of it though its source would fill it. */
export function checkSchema(draft: RawDraft, { text }: Source): Violation[] {
  return breachesIn(draft)
    .filter(({ isShortfall }) => !isShortfall || text.length >= fillingCharacters)
    .map(({ path, message, isShortfall }) => ({
      code: isShortfall ? 'shortfall' : 'schema',
      path,
      message: `${message}${isShortfall ? ', if the source supports it' : ''}`,
    }));
}

/** Breaches but those of citations, which are looked at part by part. An empty text is never the source's fault. */
export function breachesIn(draft: RawDraft): Breach[] {
  const breaches = draftBreaches(draft).filter(({ path }) => !/citations$/i.test(path));
  if (!breaches.some(({ isShortfall }) => isShortfall)) return breaches;
  const empty = new Set(textsOf(draft).flatMap(({ path, text }) => (saysNothing(text) ? [path] : [])));
  return breaches.map((breach) => (empty.has(breach.path) ? { ...breach, isShortfall: false } : breach));
}

const saysNothing = (text: string) => !/[\p{L}\p{N}]/u.test(text);
