import type { Material, Materials } from '../materials/schemas.ts';
import { escapeInline, escapeLine } from './escape-markdown.ts';
import { headingsFor } from './headings.ts';
import { createSourceNotes, type SourceNotes } from './source-notes.ts';

/**
 * A material as a Markdown page: text escaped, so that nothing of the source acts as HTML, link or image;
 * at the end where it all stands in the source, what it lacks, and who wrote it.
 */
export function renderMarkdown(material: Material): string {
  const notes = createSourceNotes();
  const blocks = [
    ...renderKind(material, notes),
    '---',
    ...notes.lines(),
    ...shortfalls(material),
    writtenBy(material),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function renderKind(material: Material, notes: SourceNotes): string[] {
  switch (material.kind) {
    case 'outline':
      return renderOutline(material, notes);
    case 'podcast-script':
      return renderScript(material, notes);
    case 'study-guide':
      return renderStudyGuide(material, notes);
    case 'one-pager':
      return renderOnePager(material, notes);
    case 'reading-material':
      return renderReadingMaterial(material, notes);
    case 'faqs':
      return renderFaqs(material, notes);
    case 'flashcards':
      return renderFlashcards(material, notes);
    case 'reading-questions':
      return renderReadingQuestions(material, notes);
  }
}

function renderOutline(outline: Materials['outline'], notes: SourceNotes): string[] {
  notes.add('overview', outline.overviewCitations);
  return [
    heading(1, outline.title),
    prose(outline.overview),
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
        prose(section.description),
        list(section.keyPoints.map((point) => point.text)),
      ];
    }),
  ];
}

function renderScript(script: Materials['podcast-script'], notes: SourceNotes): string[] {
  const blocks = [heading(1, script.title), `*${minutes(script.estimatedMinutes)} to listen to*`];
  let section = '';
  for (const turn of script.turns) {
    if (turn.section !== section) {
      section = turn.section;
      blocks.push(heading(2, section));
      notes.add(
        escapeLine(section),
        script.turns.filter((other) => other.section === section).flatMap((other) => other.citations),
      );
    }
    blocks.push(`**${escapeInline(turn.speaker)}:** ${escapeInline(turn.text)}`);
  }
  return blocks;
}

function renderStudyGuide(guide: Materials['study-guide'], notes: SourceNotes): string[] {
  notes.add('overview', guide.overviewCitations);
  notes.add(
    'key concepts',
    guide.keyConcepts.flatMap((concept) => concept.citations),
  );
  for (const [index, section] of guide.sections.entries()) notes.add(`${index + 1}`, section.citations);
  notes.add('summary', guide.summaryCitations);
  return [
    heading(1, guide.title),
    prose(guide.overview),
    guide.keyConcepts.length > 0 ? heading(2, headingsFor(guide.language).keyConcepts) : '',
    guide.keyConcepts
      .map(({ term, explanation }) => `- **${escapeInline(term)}**: ${escapeInline(explanation)}`)
      .join('\n'),
    ...guide.sections.flatMap((section, index) => [
      heading(2, `${index + 1}. ${section.title}`),
      prose(section.body),
    ]),
    heading(2, headingsFor(guide.language).summary),
    prose(guide.summary),
  ];
}

function renderOnePager(page: Materials['one-pager'], notes: SourceNotes): string[] {
  notes.add('summary', page.summaryCitations);
  notes.add(
    'takeaways',
    page.takeaways.flatMap((takeaway) => takeaway.citations),
  );
  notes.add('body', page.bodyCitations);
  return [
    heading(1, page.title),
    prose(page.summary),
    page.takeaways.length > 0 ? heading(2, headingsFor(page.language).takeaways) : '',
    list(page.takeaways.map((takeaway) => takeaway.text)),
    heading(2, headingsFor(page.language).inDetail),
    prose(page.body),
  ];
}

function renderReadingMaterial(reading: Materials['reading-material'], notes: SourceNotes): string[] {
  notes.add('introduction', reading.introductionCitations);
  for (const [index, section] of reading.sections.entries()) notes.add(`${index + 1}`, section.citations);
  notes.add('conclusion', reading.conclusionCitations);
  return [
    heading(1, reading.title),
    prose(reading.introduction),
    ...reading.sections.flatMap((section, index) => [
      heading(2, `${index + 1}. ${section.title}`),
      prose(section.body),
    ]),
    heading(2, headingsFor(reading.language).conclusion),
    prose(reading.conclusion),
  ];
}

function renderFaqs(faqs: Materials['faqs'], notes: SourceNotes): string[] {
  return [
    heading(1, headingsFor(faqs.language).faqs),
    ...faqs.items.flatMap((item, index) => {
      notes.add(`${index + 1}`, item.citations);
      return [heading(2, `${index + 1}. ${item.question}`), prose(item.answer)];
    }),
  ];
}

function renderFlashcards(cards: Materials['flashcards'], notes: SourceNotes): string[] {
  return [
    heading(1, headingsFor(cards.language).flashcards),
    ...cards.items.map((card, index) => {
      notes.add(`${index + 1}`, card.citations);
      return `${index + 1}. **${escapeInline(card.term)}** (${card.difficulty}): ${escapeInline(card.definition)}`;
    }),
  ];
}

function renderReadingQuestions(material: Materials['reading-questions'], notes: SourceNotes): string[] {
  return [
    heading(1, headingsFor(material.language).readingQuestions),
    ...material.questions.map((item, index) => {
      notes.add(`${index + 1}`, item.citations);
      return `${index + 1}. ${escapeLine(item.question)} *(${item.kind})*`;
    }),
  ];
}

const heading = (level: number, text: string) => `${'#'.repeat(level)} ${escapeInline(text)}`;

const list = (items: string[]) => items.map((item) => `- ${escapeLine(item)}`).join('\n');

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
  return [`What it lacks: ${quality.issues.map((issue) => escapeLine(issue.message)).join('; ')}.`];
}

const writtenBy = ({ generator }: Material) =>
  generator === 'extractive'
    ? '*Written by the extractive writer from the source alone.*'
    : `*Written by ${escapeLine(generator)} from the source.*`;
