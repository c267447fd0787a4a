import type { Draft, Materials } from '../materials/schemas.ts';
import type { Citation } from '../source.ts';
import { isAbout } from './is-about.ts';
import type { Question, QuestionForm } from './questions/question.ts';
import { citationsOf, selectProse } from './select-prose.ts';
import { displayed, termPhrase } from './term-phrase.ts';
import { pickByQuota } from './write-faqs.ts';
import type { WritingContext } from './writing-context.ts';

type ReadingQuestion = Materials['reading-questions']['questions'][number];

const maxQuestions = 12;
/** A text that gives so many questions needs no fillers. */
const enoughQuestions = 8;
const minQuestions = 5;
/** "How does the text connect …?" can be asked of any two words: only where better questions are few. */
const maxRelations = 2;

const kinds: Record<QuestionForm, ReadingQuestion['kind']> = {
  ...{ definition: 'recall', object: 'recall', time: 'recall', person: 'recall', about: 'recall' },
  ...{ heading: 'understanding', cause: 'understanding', condition: 'understanding', means: 'understanding' },
  ...{ property: 'understanding', contrast: 'analysis', difference: 'analysis' },
  ...{ claim: 'understanding', list: 'recall', examples: 'recall' },
};

const quotas: Record<QuestionForm, number> = {
  ...{ definition: 4, heading: 2, cause: 3, contrast: 2, condition: 2, property: 2, means: 2 },
  ...{ object: 2, time: 2, person: 2, about: 2 },
  ...{ claim: 3, list: 2, examples: 2, difference: 2 },
};

/** Questions without answers, easy ones and hard ones, each with the place in the source where its answer stands. */
export function writeReadingQuestions(
  context: WritingContext,
  questions: Question[],
): Omit<Draft<'reading-questions'>, 'generator'> {
  const all = pickByQuota(withoutParts(questions), quotas, maxQuestions).map(
    ({ text, form, answer }): ReadingQuestion => ({
      question: text,
      kind: kinds[form],
      citations: citationsOf(answer),
    }),
  );
  // A second question about the very same place would only seem to be more.
  const fill = (fillers: ReadingQuestion[], upTo: number) => {
    for (const more of fillers) {
      if (all.length >= upTo) break;
      if (!all.some(({ citations }) => isSamePlace(citations, more.citations))) all.push(more);
    }
  };
  fill(relationQuestions(context).slice(0, maxRelations), enoughQuestions);
  fill([...sectionQuestions(context), ...termQuestions(context)], minQuestions);
  const unique = [...new Map(all.map((item) => [item.question.toLowerCase(), item])).values()];
  return {
    kind: 'reading-questions',
    language: context.source.language,
    questions: unique.filter(({ question }) => question.length >= 15 && question.length <= 300),
  };
}

/** Who can tell two things apart has said what each of them is. */
function withoutParts(questions: Question[]): Question[] {
  const compared = new Set(
    questions.flatMap(({ form, answer }) => (form === 'difference' ? answer.map(({ index }) => index) : [])),
  );
  return questions.filter(
    ({ form, answer }) => form !== 'definition' || !compared.has(answer[0]?.index ?? -1),
  );
}

const isSamePlace = (one: Citation[], other: Citation[]) =>
  one.length === other.length && one.every(({ start }, index) => start === other[index]?.start);

/** Two key terms that the same sentences name: how does the text connect them? */
function relationQuestions(context: WritingContext): ReadingQuestion[] {
  const { analysis, glue } = context;
  const terms = analysis.terms
    .slice(0, 12)
    .filter(({ text, definition }) => definition || text.includes(' '));
  const asked = new Set<string>();
  const questions: ReadingQuestion[] = [];
  for (const [index, one] of terms.entries()) {
    const mentions = new Set(one.sentences);
    for (const other of terms.slice(index + 1)) {
      const shared = other.sentences.filter((sentence) => mentions.has(sentence));
      const first = analysis.sentences[shared[0] ?? -1];
      if (!first || shared.length > 12 || asked.has(one.text) || asked.has(other.text)) continue;
      if (overlaps(one.text, other.text)) continue;
      asked.add(one.text).add(other.text);
      const sentences = shared.slice(0, 4).flatMap((at) => analysis.sentences[at] ?? []);
      questions.push({
        question: glue.questions.relation(nameOf(context, one), nameOf(context, other)),
        kind: 'analysis',
        citations: citationsOf(sentences),
      });
    }
  }
  return questions;
}

const overlaps = (one: string, other: string) => {
  const words = new Set(one.toLowerCase().split(/[\s-]+/));
  return other
    .toLowerCase()
    .split(/[\s-]+/)
    .some((word) => words.has(word) || words.has(word.replace(/s$/, '')) || words.has(`${word}s`));
};

function sectionQuestions({ chapters, glue }: WritingContext): ReadingQuestion[] {
  return chapters
    .filter(({ title }) => title !== glue.overview && !title.endsWith('?'))
    .map(({ title, runs }) => ({
      question: glue.questions.main(title),
      kind: 'understanding' as const,
      citations: citationsOf(selectProse(runs, { maxCharacters: 900, maxSentencesOfRun: 1 })),
    }))
    .filter(({ citations }) => citations.length > 0);
}

function termQuestions(context: WritingContext): ReadingQuestion[] {
  const { analysis, glue, runs } = context;
  return analysis.terms.slice(0, 12).flatMap((term): ReadingQuestion[] => {
    const run = runs.find(({ sentences }) => sentences[0] && isAbout(sentences[0], term));
    if (!run) return [];
    return [
      {
        question: glue.questions.about(nameOf(context, term)),
        kind: 'recall',
        citations: citationsOf(run.sentences),
      },
    ];
  });
}

const nameOf = (context: WritingContext, term: WritingContext['analysis']['terms'][number]) =>
  context.source.language.startsWith('en')
    ? termPhrase(term, context).text
    : displayed(term, context.spelling);
