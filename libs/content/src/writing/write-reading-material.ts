import type { Draft, Outline } from '../materials/schemas.ts';
import { type Chapter, charactersOf } from './chapter.ts';
import { chaptersOf } from './chapters-of.ts';
import { nameByTerms } from './name-by-terms.ts';
import { clipped } from './phrases.ts';
import { mergeChapters } from './plan-chapters.ts';
import { citationsOf, joinParagraphs, selectProse } from './select-prose.ts';
import { titleOf } from './titled.ts';
import { cited, type CitedText, writeLead, writeSummary } from './write-summary.ts';
import type { WritingContext } from './writing-context.ts';

const minSections = 3;
const maxSections = 10;

/** So many characters of a first part may go unsaid when the introduction has told the rest. */
const maxLeftOver = 200;
const sectionCharacters = { min: 200, max: 3500 };

/** The reading keeps about so much of each section, in the source's order and paragraphs. */
const share = 0.75;
const minTitleCharacters = 10;
const minFrameCharacters = 200;
const maxFrameCharacters = 900;
const conclusionCharacters = 650;

export function writeReadingMaterial(
  context: WritingContext,
  outline: Outline,
): Omit<Draft<'reading-material'>, 'generator'> {
  const { source, glue } = context;
  const introduction = writeLead(context, minFrameCharacters, maxFrameCharacters);
  const chapters = joinShort(
    mergeChapters(withoutLead(chaptersOf(context, outline), introduction), maxSections, glue),
  );
  const conclusion = writeConclusion(context, introduction);
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

/** A first part that the introduction tells already needs no section of its own, while enough are left. */
function withoutLead(chapters: Chapter[], lead: CitedText): Chapter[] {
  const [first, ...others] = chapters;
  const told = new Set(lead.sentences.map(({ index }) => index));
  const rest = (first?.runs ?? []).filter(({ sentences }) => sentences.some(({ index }) => !told.has(index)));
  if (!first || others.length < minSections || charactersOf(rest) > maxLeftOver) {
    // Kept, but without repeating the introduction word for word, where it has enough of its own.
    const isEnough = first !== undefined && charactersOf(rest) >= sectionCharacters.min * 2;
    return isEnough ? [{ title: first.title, runs: rest }, ...others] : chapters;
  }
  return others;
}

/** The most salient statements once more, without those that the introduction made. */
function writeConclusion(context: WritingContext, introduction: CitedText): CitedText {
  const avoid = new Set(introduction.sentences.map(({ index }) => index));
  const conclusion = cited(
    selectProse(context.runs, { maxCharacters: conclusionCharacters, maxSentencesOfRun: 1, avoid }),
  );
  return conclusion.text.length >= minFrameCharacters
    ? conclusion
    : writeSummary(context, minFrameCharacters, conclusionCharacters);
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
