import type { Draft, Materials } from '../materials/schemas.ts';
import type { Term } from '../analysis/analysis.ts';
import { isAbout } from './is-about.ts';
import type { Question, QuestionForm } from './questions/question.ts';
import { answerFrom } from './questions/find-questions.ts';
import { citationsOf, joinLine } from './select-prose.ts';
import { displayed, termPhrase } from './term-phrase.ts';
import type { WritingContext } from './writing-context.ts';

const maxItems = 15;
const enoughItems = 5;
const maxAnswerCharacters = 1000;

/** At most so many of a form: a page of nothing but definitions is a glossary. */
const quotas: Record<QuestionForm, number> = {
  ...{ definition: 7, heading: 3, cause: 3, contrast: 2, condition: 2, property: 2, means: 1 },
  ...{ object: 2, time: 2, person: 2, about: 5 },
  ...{ claim: 2, list: 2, examples: 1, difference: 1 },
};

export function writeFaqs(context: WritingContext, questions: Question[]): Omit<Draft<'faqs'>, 'generator'> {
  const items = pickByQuota(questions, quotas, maxItems).map(toItem);
  if (items.length < enoughItems) items.push(...askAboutTerms(context, items, enoughItems - items.length));
  return { kind: 'faqs', language: context.source.language, items };
}

/** In turns by form, so that every form has its place before any has its second. */
export function pickByQuota(
  questions: Question[],
  quota: Record<QuestionForm, number>,
  max: number,
): Question[] {
  const byForm = Map.groupBy(questions, ({ form }) => form);
  const picked: Question[] = [];
  for (let round = 0; round < Math.max(...Object.values(quota)); round += 1) {
    for (const [form, candidates] of byForm) {
      const candidate = candidates[round];
      if (candidate && round < quota[form] && picked.length < max) picked.push(candidate);
    }
  }
  return picked.sort((a, b) => (a.answer[0]?.index ?? 0) - (b.answer[0]?.index ?? 0));
}

type Item = Materials['faqs']['items'][number];

function toItem({ text, answer }: Question): Item {
  const sentences = [...answer];
  while (sentences.length > 1 && joinLine(sentences).length > maxAnswerCharacters) sentences.pop();
  return { question: text, answer: joinLine(sentences), citations: citationsOf(sentences) };
}

/** A single word that the source never defines is mostly too general to be asked about. */
const isTopic = ({ text, definition }: Term) => definition !== undefined || /[ -]|^\p{Lu}/u.test(text);

/** Where the sentences give too few questions: what the text says about its key terms. */
function askAboutTerms(context: WritingContext, items: Item[], wanted: number): Item[] {
  const { analysis, glue, runs, source } = context;
  const taken = new Set(items.map(({ answer }) => answer));
  const more: Item[] = [];
  for (const term of analysis.terms) {
    if (more.length === wanted) break;
    if (!isTopic(term)) continue;
    const run = runs.find(({ sentences }) => sentences[0] && isAbout(sentences[0], term));
    if (!run || items.some(({ question }) => question.toLowerCase().includes(term.text.toLowerCase())))
      continue;
    const isEnglish = glue.language === 'en' && source.language.startsWith('en');
    const name = isEnglish ? termPhrase(term, context).text : displayed(term, context.spelling);
    const item = toItem({ text: glue.questions.about(name), form: 'about', answer: answerFrom(run, 480, 2) });
    if (taken.has(item.answer) || item.question.length > 300) continue;
    taken.add(item.answer);
    more.push(item);
  }
  return more;
}
