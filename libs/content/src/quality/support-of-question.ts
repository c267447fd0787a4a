import type { Citation, Source } from '../source.ts';
import { type Support, supportOf } from './measure-support.ts';

/** A question asks in words of its own ("what role", "how far") and of the section in which its answer stands. */
const minShareOfQuestion = 0.25;

/** How far the sections in which the citations lie, headings and all, are what a question asks about. */
export function supportOfQuestion(question: string, citations: Citation[], source: Source): Support {
  const text = question.replace(/[?？؟]\s*$/u, '');
  return supportOf({ text, citations: sectionsOf(citations, source) }, source, {
    minShare: minShareOfQuestion,
  });
}

const sectionsOf = (citations: Citation[], { sections }: Source): Citation[] =>
  sections.filter((section) =>
    citations.some(({ start, end }) => start < section.end && section.start < end),
  );
