import type { Outline } from '../materials/schemas.ts';
import type { Chapter } from './chapter.ts';
import type { WritingContext } from './writing-context.ts';

/**
 * The chapters that the other materials follow: those of the outline.
 * An outline of another writer has other sections; each then holds what stands from its first citation to the next one's.
 */
export function chaptersOf({ chapters, runs }: WritingContext, outline: Outline): Chapter[] {
  const { sections } = outline;
  const isOwn =
    sections.length === chapters.length &&
    sections.every(({ title }, index) => title === chapters[index]?.title);
  if (isOwn || sections.length === 0) return chapters;
  const starts = sections
    .map((section) => ({
      title: section.title,
      start: Math.min(...section.citations.map(({ start }) => start)),
    }))
    .sort((a, b) => a.start - b.start);
  const found: Chapter[] = starts.map(({ title }) => ({ title, runs: [] }));
  for (const run of runs) {
    const offset = run.sentences[0]?.start ?? 0;
    const at = Math.max(
      0,
      starts.findLastIndex(({ start }) => start <= offset),
    );
    found[at]?.runs.push(run);
  }
  return found.filter((chapter) => chapter.runs.length > 0);
}
