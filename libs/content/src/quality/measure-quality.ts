import { type QualityIssue, shortfallsOf } from '../materials/check-material.ts';
import type { Quality } from '../materials/quality.ts';
import type { Draft } from '../materials/schemas.ts';
import type { Citation, Source } from '../source.ts';
import { scriptConnectives } from '../writing/language/script-connectives.ts';
import { measureGroundedness } from './measure-groundedness.ts';
import { measureReadability } from './measure-readability.ts';
import { statementsOf } from './statements-of.ts';

/** What a part adds to the score: support by the source first, then reach and fullness, then ease. */
const weights = { groundedness: 0.5, coverage: 0.2, completeness: 0.2, readability: 0.1 };

/** Below this share of the sections that the material could have touched, the gap is named. */
const minCoverage = 0.5;

/** Each shortfall takes this much of the completeness. */
const shortfallCost = 0.25;

/** Reading ease from this value on counts in full ("fairly difficult", a college text); 0 and below not at all. */
const fullEase = 50;

/**
 * Measures a draft against its source:
 * score = 0.5 · groundedness + 0.2 · coverage + 0.2 · completeness + 0.1 · ease, each 0–1, where
 * coverage is the share of the source's sections that a citation touches (of as many as there are citations),
 * completeness loses 0.25 a shortfall, and ease is Flesch reading ease over 50, cut to 0–1.
 * A material that states nothing scores by its citations instead of groundedness.
 * @param remarks issues that the writer itself found
 * @throws ContentError `material-invalid` when the draft breaks its schema by more than a shortfall
 */
export function measureQuality(draft: Draft, source: Source, remarks: QualityIssue[] = []): Quality {
  const shortfalls = shortfallsOf(draft, source);
  const citations = citationsOf(draft);
  const statements =
    draft.kind === 'podcast-script' ? statementsOf(withoutQuestions(draft)) : statementsOf(draft);
  const connectives = draft.kind === 'podcast-script' ? scriptConnectives(draft.language) : undefined;
  const groundedness =
    statements.length > 0
      ? measureGroundedness(statements, source.text, connectives)
      : citedQuestions(draft, source.text);
  const coverage = measureCoverage(citations, source);
  const readability = measureReadability(textsOf(draft).join('\n\n'), source.language);
  const issues = [...shortfalls, ...remarks];
  if (coverage < minCoverage) {
    issues.push({
      code: 'coverage-low',
      message: `the citations touch ${Math.round(coverage * 100)} % of the sections within reach`,
    });
  }
  const completeness = Math.max(0, 1 - shortfallCost * shortfalls.length);
  const ease = Math.min(1, Math.max(0, readability.fleschReadingEase / fullEase));
  const score =
    weights.groundedness * groundedness +
    weights.coverage * coverage +
    weights.completeness * completeness +
    weights.readability * ease;
  return { score: rounded(score), groundedness: rounded(groundedness), readability, issues };
}

/** A host may end a statement with a question to the other one, which states nothing. */
const withoutQuestions = ({ turns }: Draft<'podcast-script'>) =>
  turns.map((turn) => ({ ...turn, text: turn.text.replace(/(?<=^|[.!?…]["”’]? )[^.!?…]+\?/g, '') }));

/** Questions state nothing: what can be checked is that their citations hold text, so that an answer can stand there. */
function citedQuestions(draft: Draft, text: string): number {
  const citations = citationsOf(draft);
  const holding = citations.filter(({ start, end }) => /\p{L}/u.test(text.slice(start, end)));
  return citations.length > 0 ? holding.length / citations.length : 0;
}

function measureCoverage(citations: Citation[], source: Source): number {
  const withText = new Set(
    source.passages.filter(({ kind }) => kind !== 'heading').map(({ section }) => section),
  );
  const sections = source.sections.filter(({ index }) => withText.has(index));
  const touched = sections.filter(({ start, end }) =>
    citations.some((citation) => citation.start < end && citation.end > start),
  );
  const within = Math.min(sections.length, citations.length);
  return within > 0 ? Math.min(1, touched.length / within) : 0;
}

function citationsOf(value: unknown): Citation[] {
  if (Array.isArray(value)) return value.flatMap(citationsOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('start' in value && 'end' in value) return [{ start: Number(value.start), end: Number(value.end) }];
  return Object.values(value).flatMap(citationsOf);
}

/** Texts of the material that are prose; labels (kind, language, speaker …) are not. */
const proseFields = new Set([
  ...['overview', 'description', 'text', 'explanation', 'body', 'summary', 'introduction', 'conclusion'],
  ...['question', 'answer', 'definition', 'objectives'],
]);

function textsOf(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return proseFields.has(field) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => textsOf(item, name));
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
