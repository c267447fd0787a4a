import type { Material, Materials } from '../materials/schemas.ts';
import { escapeInline, escapeLine } from './escape-markdown.ts';
import { headingsFor } from './headings.ts';
import { createMark, type Mark } from './marks.ts';
import { createSourceNotes, type SourceNotes } from './source-notes.ts';

/**
 * A material as a Markdown page: text escaped, so that nothing of the source or a model acts as HTML, link or
 * image; statements that the source doesn't bear out are marked where they stand; at the end where it all
 * stands in the source, what it lacks, and who wrote it.
 */
export function renderMarkdown(material: Material): string {
  const notes = createSourceNotes();
  const mark = createMark(material);
  const marked: Mark = (path) => (mark(path) === '' ? '' : ` *(${mark(path)})*`);
  const blocks = [
    ...renderKind(material, notes, marked),
    '---',
    ...notes.lines(),
    ...shortfalls(material),
    writtenBy(material),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function renderKind(material: Material, notes: SourceNotes, mark: Mark): string[] {
  switch (material.kind) {
    case 'outline':
      return renderOutline(material, notes, mark);
    case 'podcast-script':
      return renderScript(material, notes, mark);
    case 'study-guide':
      return renderStudyGuide(material, notes, mark);
    case 'one-pager':
      return renderOnePager(material, notes, mark);
    case 'reading-material':
      return renderReadingMaterial(material, notes, mark);
    case 'faqs':
      return renderFaqs(material, notes, mark);
    case 'flashcards':
      return renderFlashcards(material, notes, mark);
    case 'reading-questions':
      return renderReadingQuestions(material, notes, mark);
  }
}

function renderOutline(outline: Materials['outline'], notes: SourceNotes, mark: Mark): string[] {
  notes.add('overview', outline.overviewCitations);
  return [
    heading(1, outline.title),
    prose(outline.overview) + mark('overview'),
    `*${outline.level}, ${minutes(outline.estimatedMinutes)} to read the source*`,
    heading(2, headingsFor(outline.language).objectives),
    list(outline.objectives),
    ...outline.sections.flatMap((section, index) => {
      notes.add(`${index + 1}`, [
        ...section.citations,
        ...section.keyPoints.flatMap((point) => point.citations),
      ]);
      return [
        heading(2, `${index + 1}. ${section.title}`),
        prose(section.description) + mark(`sections.${index}`),
        list(
          section.keyPoints.map((point) => point.text),
          (at) => mark(`sections.${index}.keyPoints.${at}`),
        ),
      ];
    }),
  ];
}

function renderScript(script: Materials['podcast-script'], notes: SourceNotes, mark: Mark): string[] {
  const blocks = [heading(1, script.title), `*${minutes(script.estimatedMinutes)} to listen to*`];
  let section = '';
  for (const [index, turn] of script.turns.entries()) {
    if (turn.section !== section) {
      section = turn.section;
      blocks.push(heading(2, section));
      notes.add(
        escapeLine(section),
        script.turns.filter((other) => other.section === section).flatMap((other) => other.citations),
      );
    }
    blocks.push(`**${escapeInline(turn.speaker)}:** ${escapeInline(turn.text)}${mark(`turns.${index}`)}`);
  }
  return blocks;
}

function renderStudyGuide(guide: Materials['study-guide'], notes: SourceNotes, mark: Mark): string[] {
  notes.add('overview', guide.overviewCitations);
  notes.add(
    'key concepts',
    guide.keyConcepts.flatMap((concept) => concept.citations),
  );
  for (const [index, section] of guide.sections.entries()) notes.add(`${index + 1}`, section.citations);
  notes.add('summary', guide.summaryCitations);
  return [
    heading(1, guide.title),
    prose(guide.overview) + mark('overview'),
    guide.keyConcepts.length > 0 ? heading(2, headingsFor(guide.language).keyConcepts) : '',
    guide.keyConcepts
      .map(
        ({ term, explanation }, index) =>
          `- **${escapeInline(term)}**: ${escapeInline(explanation)}${mark(`keyConcepts.${index}`)}`,
      )
      .join('\n'),
    ...guide.sections.flatMap((section, index) => [
      heading(2, `${index + 1}. ${section.title}`),
      prose(section.body) + mark(`sections.${index}`),
    ]),
    heading(2, headingsFor(guide.language).summary),
    prose(guide.summary) + mark('summary'),
  ];
}

function renderOnePager(page: Materials['one-pager'], notes: SourceNotes, mark: Mark): string[] {
  notes.add('summary', page.summaryCitations);
  notes.add(
    'takeaways',
    page.takeaways.flatMap((takeaway) => takeaway.citations),
  );
  notes.add('body', page.bodyCitations);
  return [
    heading(1, page.title),
    prose(page.summary) + mark('summary'),
    page.takeaways.length > 0 ? heading(2, headingsFor(page.language).takeaways) : '',
    list(
      page.takeaways.map((takeaway) => takeaway.text),
      (at) => mark(`takeaways.${at}`),
    ),
    heading(2, headingsFor(page.language).inDetail),
    prose(page.body) + mark('body'),
  ];
}

function renderReadingMaterial(
  reading: Materials['reading-material'],
  notes: SourceNotes,
  mark: Mark,
): string[] {
  notes.add('introduction', reading.introductionCitations);
  for (const [index, section] of reading.sections.entries()) notes.add(`${index + 1}`, section.citations);
  notes.add('conclusion', reading.conclusionCitations);
  return [
    heading(1, reading.title),
    prose(reading.introduction) + mark('introduction'),
    ...reading.sections.flatMap((section, index) => [
      heading(2, `${index + 1}. ${section.title}`),
      prose(section.body) + mark(`sections.${index}`),
    ]),
    heading(2, headingsFor(reading.language).conclusion),
    prose(reading.conclusion) + mark('conclusion'),
  ];
}

function renderFaqs(faqs: Materials['faqs'], notes: SourceNotes, mark: Mark): string[] {
  return [
    heading(1, headingsFor(faqs.language).faqs),
    ...faqs.items.flatMap((item, index) => {
      notes.add(`${index + 1}`, item.citations);
      return [heading(2, `${index + 1}. ${item.question}`), prose(item.answer) + mark(`items.${index}`)];
    }),
  ];
}

function renderFlashcards(cards: Materials['flashcards'], notes: SourceNotes, mark: Mark): string[] {
  return [
    heading(1, headingsFor(cards.language).flashcards),
    ...cards.items.map((card, index) => {
      notes.add(`${index + 1}`, card.citations);
      return `${index + 1}. **${escapeInline(card.term)}** (${card.difficulty}): ${escapeInline(card.definition)}${mark(`items.${index}`)}`;
    }),
  ];
}

function renderReadingQuestions(
  material: Materials['reading-questions'],
  notes: SourceNotes,
  mark: Mark,
): string[] {
  return [
    heading(1, headingsFor(material.language).readingQuestions),
    ...material.questions.map((item, index) => {
      notes.add(`${index + 1}`, item.citations);
      return `${index + 1}. ${escapeLine(item.question)} *(${item.kind})*${mark(`questions.${index}`)}`;
    }),
  ];
}

const heading = (level: number, text: string) => `${'#'.repeat(level)} ${escapeInline(text)}`;

const list = (items: string[], markOf: (at: number) => string = () => '') =>
  items.map((item, at) => `- ${escapeLine(item)}${markOf(at)}`).join('\n');

/** Paragraphs; lines that start with a bullet become a list. */
const prose = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => (line.startsWith('• ') ? `- ${escapeLine(line.slice(2))}` : escapeLine(line)))
        .join('\n'),
    )
    .join('\n\n');

const minutes = (value: number) => `about ${Math.max(1, Math.round(value))} min`;

function shortfalls({ quality }: Material): string[] {
  if (quality.issues.length === 0) return [];
  const lacks = quality.issues.map(({ path, message }) =>
    escapeInline(path ? `${path}: ${message}` : message),
  );
  return [`What it lacks: ${lacks.join('; ')}.`];
}

const writtenBy = ({ generator }: Material) =>
  generator === 'extractive'
    ? '*Written by the extractive writer from the source alone.*'
    : `*Written by ${escapeLine(generator)} from the source.*`;
