import type { Term } from '../analysis/analysis.ts';
import type { Draft, Materials } from '../materials/schemas.ts';
import { readingMinutes } from '../source/reading-minutes.ts';
import type { Chapter } from './chapter.ts';
import { capitalised, clipped, inSentence, listed } from './phrases.ts';
import { isMessage } from './find-messages.ts';
import { levelOf } from './level-of.ts';
import type { Question } from './questions/question.ts';
import { citationsOf, selectProse } from './select-prose.ts';
import { displayed, termPhrase } from './term-phrase.ts';
import { titleOf } from './titled.ts';
import { cited, fillFrom, writeSummary } from './write-summary.ts';
import type { WritingContext } from './writing-context.ts';

const maxObjectives = 8;
const maxDescriptionCharacters = 320;
const maxKeyPoints = 4;
const charactersAKeyPoint = 900;

export function writeOutline(
  context: WritingContext,
  questions: Question[],
): Omit<Draft<'outline'>, 'generator'> {
  const overview = writeSummary(context, 50, 700);
  return {
    kind: 'outline',
    language: context.source.language,
    title: titleOf(context, 'outline'),
    overview: overview.text,
    overviewCitations: overview.citations,
    objectives: writeObjectives(context, questions),
    sections: context.chapters.map((chapter) => writeSection(context, chapter)),
    level: levelOf(context),
    estimatedMinutes: readingMinutes(context.source.text),
  };
}

function writeSection(context: WritingContext, chapter: Chapter): Materials['outline']['sections'][number] {
  const { runs } = chapter;
  const characters = runs.reduce(
    (sum, run) => sum + run.sentences.reduce((all, { text }) => all + text.length, 0),
    0,
  );
  const description = describe(chapter);
  const avoid = new Set(description.sentences.map(({ index }) => index));
  const wanted = Math.min(maxKeyPoints, Math.max(1, Math.round(characters / charactersAKeyPoint)));
  const points = selectProse(
    runs.filter(({ sentences: [first] }) => first && isMessage(first, context.source.language)),
    { maxCharacters: 3000, maxSentencesOfRun: 1, avoid },
  )
    .sort((a, b) => b.salience - a.salience)
    .slice(0, wanted)
    .sort((a, b) => a.index - b.index);
  return {
    title: chapter.title,
    description: description.text,
    keyPoints: points.map((sentence) => ({ text: sentence.text, citations: citationsOf([sentence]) })),
    citations: description.citations,
  };
}

/** One sentence, or two short ones, that say most of what the part says. */
function describe({ runs }: Chapter) {
  const best = runs
    .filter(({ sentences }) => !sentences[0]?.text.endsWith(':'))
    .toSorted((a, b) => b.salience - a.salience)[0];
  if (!best) return fillFrom(runs, 1000);
  const [first, second] = best.sentences;
  if (!first) return fillFrom(runs, 1000);
  const both = second ? [first, second] : [first];
  const isShort = both.reduce((sum, { text }) => sum + text.length, 0) <= maxDescriptionCharacters;
  return cited(isShort ? both : [first]);
}

/** So sure a definition must be for its term to be one that a learner should define. */
const sureDefinition = 0.6;
const isDefined = ({ definition }: Term) =>
  definition !== undefined && definition.confidence >= sureDefinition;

/** What a learner can do afterwards: define the key terms, and account for each part. */
function writeObjectives(context: WritingContext, questions: Question[]): string[] {
  const { glue, analysis, chapters } = context;
  const isEnglish = glue.language === 'en' && context.source.language.startsWith('en');
  const objectives: string[] = [];
  const defined = analysis.terms.filter((term) => isDefined(term) && term.score > 0.2);
  const terms = defined
    .slice(0, 4)
    .map((term) => (isEnglish ? termPhrase(term, context).text : displayed(term, context.spelling)));
  if (terms.length > 0) objectives.push(glue.objectives.define(listed(terms, glue.and)));
  if (isEnglish) objectives.push(...explainObjectives(questions).slice(0, 3));
  for (const { title } of chapters) {
    if (objectives.length >= maxObjectives) break;
    if (title === glue.overview) continue;
    objectives.push(headingObjective(context, title, isEnglish));
  }
  for (const term of analysis.terms.filter((other) => !defined.slice(0, 4).includes(other))) {
    if (objectives.length >= 3) break;
    objectives.push(
      glue.objectives.define(isEnglish ? termPhrase(term, context).text : displayed(term, context.spelling)),
    );
  }
  return [...new Set(objectives)]
    .map((objective) => clipped(objective, 300))
    .filter(({ length }) => length >= 15);
}

function headingObjective({ glue, spelling }: WritingContext, title: string, isEnglish: boolean): string {
  if (!isEnglish)
    return title.endsWith('?') ? glue.objectives.answer(title) : glue.objectives.describe(title);
  const topic = inSentence(title, spelling);
  const whatIs = /^what (is|are|was|were) (.+)\?$/i.exec(topic);
  if (whatIs) return `Explain what ${whatIs[2]} ${whatIs[1]?.toLowerCase()}.`;
  if (topic.endsWith('?')) return glue.objectives.answer(capitalised(topic));
  if (/^\p{L}+ing /u.test(topic)) return glue.objectives.summarise(title);
  if (/^(?:how|why|what|when|where)\b/i.test(topic))
    return `Explain ${topic.charAt(0).toLowerCase()}${topic.slice(1)}.`;
  // A bare singular ("Mitosis", "Confidence Vote") may need an article, which a heading does not show.
  if (/^(?:the|a|an) /i.test(topic) || /[^s]s(?: |$)/.test(topic.split(/ (?:of|in|for|and|to) /)[0] ?? '')) {
    return glue.objectives.describe(
      topic.charAt(0).toLowerCase() === topic.charAt(0) ? topic : lowerFirstArticle(topic),
    );
  }
  return glue.objectives.summarise(title);
}

const lowerFirstArticle = (topic: string) =>
  topic.replace(/^(?:The|A|An) /, (article) => article.toLowerCase());

/** "How does X differ from Y?" → "Explain how X differs from Y" would need the verb's form back: these three do not. */
function explainObjectives(questions: Question[]): string[] {
  return questions.flatMap(({ form, text }): string[] => {
    const differ = /^How (?:do|does) (.+) differ from (.+)\?$/.exec(text);
    if (form === 'contrast' && differ) return [`Distinguish ${differ[1]} from ${differ[2]}.`];
    const happens = /^What happens (if|when) (.+)\?$/.exec(text);
    if (form === 'condition' && happens) return [`Explain what happens ${happens[1]} ${happens[2]}.`];
    return [];
  });
}
