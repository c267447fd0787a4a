import type { z } from 'zod';

import { ContentError } from '../errors.ts';
import type { MaterialKind } from './material-kinds.ts';
import type { Quality } from './quality.ts';
import { type Draft, type Material, materialSchemas } from './schemas.ts';

export type QualityIssue = Quality['issues'][number];

/** The part of a source that a check needs. */
type SourceText = { text: string };

/** Where a material doesn't hold its schema. */
export interface Breach {
  /** As in `items.3.definition`; `material` for the whole. */
  path: string;
  message: string;
  /** Whether a short source alone can be the reason: a minimum that isn't reached. */
  isShortfall: boolean;
  /** The most items that the list at `path` may have, if it has more. */
  maxItems?: number;
}

const unmeasured: Quality = {
  score: 0,
  groundedness: 0,
  readability: { fleschReadingEase: 0, grade: 0 },
  issues: [],
};

/**
 * Checks a material against the schema of its kind, and its citations against the source, if one is given.
 * @returns what falls short of a minimum, as a short source makes it; empty when the schema holds entirely.
 * @throws ContentError `material-invalid`, naming each violation: a maximum, a missing citation, a wrong type, a range outside the source.
 */
export function checkMaterial(material: Material, source?: SourceText): QualityIssue[] {
  if (!materialSchemas[material.kind]) throw invalid(String(material.kind), ['kind: unknown']);
  const breaches = breachesOf(material);
  const violations = breaches.filter(({ isShortfall }) => !isShortfall).map(describe);
  if (source) violations.push(...rangesOutside(material, source.text.length));
  if (violations.length > 0) throw invalid(material.kind, violations);
  return breaches.map((breach) => ({ code: 'shortfall', message: describe(breach) }));
}

/** The shortfalls of a draft, before its quality is known. @throws like `checkMaterial`. */
export function shortfallsOf(draft: Draft, source: SourceText): QualityIssue[] {
  return checkMaterial({ ...draft, quality: unmeasured }, source);
}

/** All that keeps a value from being a draft of its kind, shortfalls included. */
export const draftBreaches = (draft: { kind: MaterialKind } & Record<string, unknown>): Breach[] =>
  breachesOf({ ...draft, quality: unmeasured });

function breachesOf(material: { kind: MaterialKind } & Record<string, unknown>): Breach[] {
  const issues = materialSchemas[material.kind].safeParse(material).error?.issues ?? [];
  return issues.map((issue) => ({
    path: issue.path.join('.') || 'material',
    message: issue.message,
    isShortfall: isShortfall(issue),
    ...(issue.code === 'too_big' && issue.origin === 'array' && { maxItems: Number(issue.maximum) }),
  }));
}

function isShortfall(issue: z.core.$ZodIssue): boolean {
  // An item without a citation is a fault of the writer, not of a short source.
  const isCitation = issue.path.some((key) => /citations$/i.test(String(key)));
  if (issue.code === 'too_small')
    return !isCitation && issue.path[0] !== 'quality' && issue.origin !== 'number';
  return issue.code === 'custom' && issue.params?.['shortfall'] === true;
}

function rangesOutside(value: unknown, length: number, path = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => rangesOutside(item, length, `${path}.${index}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  if ('start' in value && 'end' in value && Number(value.end) > length) {
    return [`${path.slice(1)}: ${value.start}–${value.end} is outside the source of ${length} characters`];
  }
  return Object.entries(value).flatMap(([key, item]) => rangesOutside(item, length, `${path}.${key}`));
}

const describe = ({ path, message }: Breach) => `${path}: ${message}`;

const invalid = (kind: string, violations: string[]) =>
  new ContentError('material-invalid', `the ${kind} breaks its contract: ${violations.join('; ')}`);
