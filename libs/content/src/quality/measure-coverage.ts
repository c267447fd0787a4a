import type { Outline } from '../materials/schemas.ts';
import type { Citation, Source } from '../source.ts';

/** The share, 0–1, of the source's sections with text that a citation touches, of as many as there are citations. */
export function coverageOfSource(citations: Citation[], source: Source): number {
  const withText = new Set(
    source.passages.filter(({ kind }) => kind !== 'heading').map(({ section }) => section),
  );
  const sections = source.sections.filter(({ index }) => withText.has(index));
  return shareTouched(
    sections.map((section) => [section]),
    citations,
  );
}

/** The same of the outline's sections: one is covered if a citation overlaps what the section itself cites. */
export const coverageOfOutline = (citations: Citation[], { sections }: Pick<Outline, 'sections'>): number =>
  shareTouched(
    sections.map((section) => [
      ...section.citations,
      ...section.keyPoints.flatMap((point) => point.citations),
    ]),
    citations,
  );

function shareTouched(sections: Citation[][], citations: Citation[]): number {
  const touched = sections.filter((ranges) =>
    ranges.some(({ start, end }) => citations.some((other) => other.start < end && other.end > start)),
  );
  const withinReach = Math.min(sections.length, citations.length);
  return withinReach > 0 ? Math.min(1, touched.length / withinReach) : 0;
}
