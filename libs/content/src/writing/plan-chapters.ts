import type { Analysis } from '../analysis/analysis.ts';
import type { SourceSection } from '../source.ts';
import { type Chapter, charactersOf } from './chapter.ts';
import type { Glue } from './language/glue.ts';
import { nameByTerms } from './name-by-terms.ts';
import { cleanHeading, clipped } from './phrases.ts';
import type { Run } from './runs.ts';
import { splitAtShift } from './split-at-shift.ts';

export const minChapters = 3;
export const maxChapters = 15;

/** A text without headings gets a chapter for about so many characters, three to eight in all. */
const charactersAChapter = 2500;
const maxSplitChapters = 8;

/** Chapters smaller than this join a neighbour, while there are more than enough. */
const minChapterCharacters = 160;

const maxTitleCharacters = 120;

/**
 * The chapters of a source, in order: its headings of the level that gives at least three, merged to at most 15;
 * where there are too few, parts are split where the topic shifts, and named after their key terms.
 */
export function planChapters(analysis: Analysis, runs: Run[], glue: Glue): Chapter[] {
  const groups = groupByHeading(analysis, runs, glue);
  const characters = charactersOf(runs);
  const hasHeadings = groups.some(
    ({ title }) => title !== '' && title !== cleanHeading(analysis.source.title),
  );
  const wanted = hasHeadings
    ? minChapters
    : Math.min(maxSplitChapters, Math.max(minChapters, Math.round(characters / charactersAChapter)));
  const chapters = splitUntil(joinSmall(groups), wanted);
  return named(analysis, mergeChapters(chapters, maxChapters, glue), glue);
}

function groupByHeading(analysis: Analysis, runs: Run[], glue: Glue): Chapter[] {
  const { sections, title } = analysis.source;
  const bySection = Map.groupBy(runs, (run) => run.section);
  const levels = [...new Set(sections.map(({ level }) => level))].sort((a, b) => a - b);
  let groups: Chapter[] = [];
  for (const level of levels) {
    groups = groupAtLevel(sections, bySection, level, (section) =>
      isTitle(section, title, sections) ? glue.overview : cleanHeading(section.title),
    );
    if (groups.filter((group) => group.runs.length > 0).length >= minChapters) break;
  }
  const characters = charactersOf(runs);
  return groups
    .filter((group) => group.runs.length > 0)
    .flatMap((group) => expand(analysis, group, characters));
}

/** A chapter that holds more than this share of the text is told by its own subheadings, if it has enough. */
const largeShare = 0.35;

function expand({ source }: Analysis, group: Chapter, allCharacters: number): Chapter[] {
  if (charactersOf(group.runs) < allCharacters * largeShare || allCharacters < largeText) return [group];
  const parts: Chapter[] = [];
  for (const [section, runs] of Map.groupBy(group.runs, (run) => run.section)) {
    const last = parts.at(-1);
    const title = parts.length === 0 ? group.title : cleanHeading(source.sections[section]?.title ?? '');
    if (last && charactersOf(last.runs) < minExpandedCharacters) last.runs.push(...runs);
    else parts.push({ title, runs: [...runs] });
  }
  return parts.length >= 2 && parts.length <= maxExpanded ? parts : [group];
}

/** Shorter texts are easy to survey as they are. */
const largeText = 8000;
const minExpandedCharacters = 900;
const maxExpanded = 6;

function groupAtLevel(
  sections: SourceSection[],
  bySection: Map<number, Run[]>,
  level: number,
  titleOf: (section: SourceSection) => string,
): Chapter[] {
  const groups: Chapter[] = [];
  for (const section of sections) {
    const runs = bySection.get(section.index) ?? [];
    const last = groups.at(-1);
    if (last && section.level > level) last.runs.push(...runs);
    else groups.push({ title: titleOf(section), runs: [...runs] });
  }
  return groups;
}

/** The heading over the whole document names the document; what stands right below it is an overview. */
const isTitle = (section: SourceSection, title: string, sections: SourceSection[]) =>
  section.title !== '' &&
  sections.length > minChapters &&
  section.index === 0 &&
  (section.title === title || sections.every(({ level, index }) => index === 0 || level > section.level));

function joinSmall(groups: Chapter[]): Chapter[] {
  const chapters: Chapter[] = [];
  let left = groups.length;
  for (const group of groups) {
    const last = chapters.at(-1);
    if (last && left > minChapters && charactersOf(group.runs) < minChapterCharacters) {
      last.runs.push(...group.runs);
      left -= 1;
    } else chapters.push(group);
  }
  return chapters;
}

function splitUntil(groups: Chapter[], wanted: number): Chapter[] {
  const chapters = [...groups];
  while (chapters.length < wanted) {
    const largest = chapters
      .map((chapter, index) => ({ index, chapter, size: charactersOf(chapter.runs) }))
      .filter(({ chapter }) => chapter.runs.length > 1)
      .sort((a, b) => b.size - a.size)[0];
    if (!largest) break;
    const [before, after] = splitAtShift(largest.chapter.runs);
    const { title } = largest.chapter;
    chapters.splice(largest.index, 1, { title, runs: before }, { title, runs: after });
  }
  return chapters;
}

/** Joins the smallest neighbours until there are at most `max`; the joined title names both, or the larger one. */
export function mergeChapters(chapters: Chapter[], max: number, glue: Glue): Chapter[] {
  const merged = chapters.map((chapter) => ({ ...chapter, size: charactersOf(chapter.runs) }));
  while (merged.length > max) {
    let at = 0;
    for (let index = 1; index + 1 < merged.length; index += 1) {
      if (pairSize(merged, index) < pairSize(merged, at)) at = index;
    }
    const [one, two] = [merged[at], merged[at + 1]];
    if (!one || !two) break;
    const both = `${one.title} ${glue.and} ${two.title}`;
    const isShort = both.length <= 80 && !both.includes('?') && one.title !== '' && two.title !== '';
    const larger = one.size >= two.size ? one.title : two.title;
    merged.splice(at, 2, {
      title: isShort && !one.title.includes(` ${glue.and} `) ? both : larger,
      runs: [...one.runs, ...two.runs],
      size: one.size + two.size,
    });
  }
  return merged.map(({ title, runs }) => ({ title, runs }));
}

const pairSize = (chapters: { size: number }[], index: number) =>
  (chapters[index]?.size ?? 0) + (chapters[index + 1]?.size ?? 0);

/** Every chapter gets a title of its own: its heading; for one of several parts, with the part's key terms. */
function named(analysis: Analysis, chapters: Chapter[], glue: Glue): Chapter[] {
  const counts = Map.groupBy(chapters, ({ title }) => title);
  const taken = new Set<string>();
  return chapters.map(({ title, runs }, index) => {
    const terms = nameByTerms(analysis, runs, glue.and);
    const isPart = title === '' || (counts.get(title)?.length ?? 0) > 1;
    const prefix = title === analysis.source.title ? '' : title;
    const joined = isPart ? [prefix, terms || title].filter(Boolean).join(': ') : title;
    let unique = clipped(
      joined.length >= 5 ? joined : [joined, terms].filter(Boolean).join(': '),
      maxTitleCharacters,
    );
    if (unique.length < 5 || taken.has(unique))
      unique = `${glue.part} ${index + 1}: ${unique}`.replace(/: $/, '');
    taken.add(unique);
    return { title: unique, runs };
  });
}
