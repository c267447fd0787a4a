import type { Draft, Outline } from '../materials/schemas.ts';
import { type Chapter, charactersOf } from './chapter.ts';
import { chaptersOf } from './chapters-of.ts';
import { nameByTerms } from './name-by-terms.ts';
import { clipped } from './phrases.ts';
import { mergeChapters } from './plan-chapters.ts';
import { citationsOf, joinParagraphs, selectProse } from './select-prose.ts';
import { titleOf } from './titled.ts';
import { type CitedText, fillFrom, writeSummary, writeTour } from './write-summary.ts';
import type { WritingContext } from './writing-context.ts';

const maxSections = 10;
const sectionCharacters = { min: 200, max: 3500 };

/** The reading keeps about so much of each section, in the source's order and paragraphs. */
const share = 0.75;
const minTitleCharacters = 10;
const minFrameCharacters = 200;
const maxFrameCharacters = 900;

export function writeReadingMaterial(
  context: WritingContext,
  outline: Outline,
): Omit<Draft<'reading-material'>, 'generator'> {
  const { source, glue } = context;
  const chapters = joinShort(mergeChapters(chaptersOf(context, outline), maxSections, glue));
  const introduction = writeSummary(context, minFrameCharacters, 700);
  const conclusion = writeConclusion(context, chapters, introduction);
  const titles = new Set<string>();
  return {
    kind: 'reading-material',
    language: source.language,
    title: titleOf(context, 'reading-material'),
    introduction: introduction.text,
    introductionCitations: introduction.citations,
    sections: chapters.map(({ title, runs }, index) => {
      const wanted = Math.round(charactersOf(runs) * share);
      const maxCharacters = Math.min(sectionCharacters.max, Math.max(600, wanted));
      const chosen = selectProse(runs, { maxCharacters });
      const sentences = chosen.length > 0 ? chosen : (runs[0]?.sentences.slice(0, 1) ?? []);
      return {
        title: longTitle(context, { title, runs }, index, titles),
        body: joinParagraphs(source, sentences),
        citations: citationsOf(sentences),
      };
    }),
    conclusion: conclusion.text,
    conclusionCitations: conclusion.citations,
  };
}

/** A part too small for a section of its own joins the one before, while there are more than three. */
function joinShort(chapters: Chapter[]): Chapter[] {
  const result: Chapter[] = [];
  let left = chapters.length;
  for (const chapter of chapters) {
    const last = result.at(-1);
    if (last && left > 3 && charactersOf(chapter.runs) < sectionCharacters.min * 1.5) {
      last.runs.push(...chapter.runs);
      left -= 1;
    } else result.push({ title: chapter.title, runs: [...chapter.runs] });
  }
  return result;
}

/** What each part says most of all, besides the introduction; a short source repeats its best sentences. */
function writeConclusion({ runs }: WritingContext, chapters: Chapter[], introduction: CitedText): CitedText {
  const used = new Set(introduction.sentences.map(({ index }) => index));
  const tour = writeTour(
    chapters.map((chapter) => chapter.runs),
    maxFrameCharacters,
    used,
  );
  if (tour.text.length >= minFrameCharacters) return tour;
  const fresh = fillFrom(runs.slice(Math.floor(runs.length / 2)), maxFrameCharacters, used);
  return fresh.text.length >= minFrameCharacters ? fresh : fillFrom(runs, maxFrameCharacters);
}

/** Titles need ten characters here: a short heading gets the part's key terms. */
function longTitle(
  { analysis, glue }: WritingContext,
  chapter: Chapter,
  index: number,
  taken: Set<string>,
): string {
  const { title, runs } = chapter;
  const terms = nameByTerms(analysis, runs, glue.and);
  const isSame = terms.toLowerCase() === title.toLowerCase() || terms === '';
  let long = title;
  if (title.length < minTitleCharacters && !isSame) long = `${title}: ${terms}`;
  if (long.length < minTitleCharacters || taken.has(long)) long = `${glue.part} ${index + 1}: ${long}`;
  taken.add(long);
  return clipped(long, 200);
}
