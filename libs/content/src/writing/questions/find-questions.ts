import type { Sentence, Term } from '../../analysis/analysis.ts';
import { stem } from '../../analysis/words.ts';
import { summarise } from '../../analysis/summarise.ts';
import { isDefinedBy } from '../is-about.ts';
import { capitalised, cleanHeading, inSentence } from '../phrases.ts';
import type { Run } from '../runs.ts';
import { displayed, termPhrase } from '../term-phrase.ts';
import type { WritingContext } from '../writing-context.ts';
import { differenceBetween } from './claim-questions.ts';
import type { ClauseReader } from './clause.ts';
import type { Question, QuestionForm } from './question.ts';
import { questionPatterns } from './sentence-questions.ts';
import { loadTagger, type Tagger, type Token } from './tagger.ts';

const minQuestionCharacters = 15;
const maxQuestionCharacters = 160;

/** An answer may go on for so many characters with the sentences that lean on its first one. */
const maxAnswerCharacters = 480;

/** So many sentences of each form are tried, so that the time spent does not grow with the source. */
const maxTriesAForm = 14;

/**
 * Questions that the source answers, best grounded first within each form, no two about the same.
 * English sentences are asked by their grammar; in other languages only terms and headings are asked for.
 */
export async function findQuestions(context: WritingContext): Promise<Question[]> {
  const questions = [...askDefinitions(context), ...askHeadings(context)];
  if (context.glue.language === 'en' && context.source.language.startsWith('en')) {
    const reader = { tagger: rememberTags(await loadTagger()), spelling: context.spelling };
    questions.push(...askDifferences(context), ...askSentences(context.runs, reader));
  }
  return withoutTwins(questions);
}

/** Several forms try the same sentence, and tagging is what takes the time. */
function rememberTags(tagger: Tagger): Tagger {
  const known = new Map<string, Token[]>();
  return {
    ...tagger,
    tag(text) {
      const tokens = known.get(text) ?? tagger.tag(text);
      known.set(text, tokens);
      return tokens;
    },
  };
}

function askSentences(runs: Run[], reader: ClauseReader): Question[] {
  const questions: Question[] = [];
  const ranked = runs.toSorted((a, b) => b.salience - a.salience);
  for (const { form, hint, ask } of questionPatterns) {
    let tries = 0;
    for (const run of ranked) {
      const sentence = run.sentences[0];
      if (!sentence || tries === maxTriesAForm) break;
      if (!hint.test(sentence.text)) continue;
      tries += 1;
      const text = ask(sentence.text.replace(/\s*\([^)]*\)/g, ''), reader);
      if (text !== undefined && isGoodLength(text))
        questions.push({ text, form, answer: answerFrom(run, maxAnswerCharacters, sentencesOf[form]) });
    }
  }
  return questions;
}

const isGoodLength = (text: string) =>
  text.length >= minQuestionCharacters && text.length <= maxQuestionCharacters;

/** The first sentence of a run, and what leans on it, while it stays short. */
export function answerFrom(run: Run, maxCharacters = maxAnswerCharacters, maxSentences = 1): Sentence[] {
  const answer: Sentence[] = [];
  let length = 0;
  for (const sentence of run.sentences) {
    length += sentence.text.length + 1;
    if (answer.length > 0 && (length > maxCharacters || answer.length === maxSentences)) break;
    answer.push(sentence);
  }
  return answer;
}

/** A reason or a definition may go on; what answers "who" and "when" is one sentence. */
const sentencesOf: Partial<Record<QuestionForm, number>> = { cause: 2, condition: 2, property: 2, means: 2 };

function askDefinitions(context: WritingContext): Question[] {
  const runByOpening = new Map(context.runs.map((run) => [run.sentences[0]?.index, run]));
  const questions: Question[] = [];
  for (const term of context.analysis.terms) {
    const { definition } = term;
    const run = definition && runByOpening.get(definition.sentence);
    const [first] = run?.sentences ?? [];
    if (!run || !first || !isDefinedBy(first, term) || !isNoun(term.text)) continue;
    questions.push({
      text: askMeaning(term, context),
      form: 'definition',
      answer: answerFrom(run, maxAnswerCharacters, 2),
    });
  }
  return questions;
}

/** Definitions that may be compared must be sure, and stand near each other. */
const sureDefinition = 0.7;
const maxDistance = 6;
const maxDifferences = 4;

/** Two kinds of one thing, each with its definition: "spring tide" and "neap tide". Both definitions are the answer. */
function askDifferences(context: WritingContext): Question[] {
  const openings = new Map(context.runs.map((run) => [run.sentences[0]?.index, run.sentences[0]]));
  const defined = context.analysis.terms.flatMap((term) => {
    const sentence = openings.get(term.definition?.sentence);
    const isSure = (term.definition?.confidence ?? 0) >= sureDefinition && term.text.includes(' ');
    return isSure && sentence ? [{ term, sentence }] : [];
  });
  const questions: Question[] = [];
  for (const [index, one] of defined.entries()) {
    const other = defined
      .slice(index + 1)
      .find(
        ({ term, sentence }) =>
          headOf(term) === headOf(one.term) &&
          sentence !== one.sentence &&
          Math.abs(sentence.index - one.sentence.index) <= maxDistance,
      );
    if (!other || questions.length === maxDifferences) continue;
    const [first, second] = [one, other].toSorted((a, b) => a.sentence.index - b.sentence.index);
    if (!first || !second) continue;
    questions.push({
      text: differenceBetween(termPhrase(first.term, context).text, termPhrase(second.term, context).text),
      form: 'difference',
      answer: [first.sentence, second.sentence],
    });
  }
  return questions;
}

const headOf = ({ text }: Term) => stem(text.slice(text.lastIndexOf(' ') + 1));

/** Names of people and phrases of action have no meaning to ask for. */
const isNoun = (term: string) =>
  !/^\w+ing\b.* |^(?:something|anything|everything|nothing|others?|many|some|one|two|random|process|system|role|rule|schism|secretary)$| and |\b(?:one|my|our|your|their|his|her)(?:['’]s)?\b/i.test(
    term,
  ) &&
  !/^(?:Mr|Mrs|Ms|Dr|(?:Vice )?President|Prime Minister|Secretary|Senator|Governor|King|Queen|Professor)\b/.test(
    term,
  );

function askMeaning(term: Term, context: WritingContext): string {
  if (context.glue.language !== 'en')
    return context.glue.questions.meaning(displayed(term, context.spelling));
  const phrase = termPhrase(term, context);
  const pattern = term.definition?.pattern ?? '';
  // Only what is, or is called, something can be asked for with "is"; adjectives and verbs have a meaning.
  const isThing = !/means|is-when/.test(pattern);
  const isQuality = /(?:able|ible|ive|ous|ful|less)$/.test(phrase.text);
  if (!isThing || isQuality) return context.glue.questions.meaning(term.text);
  return `What ${phrase.isPlural ? 'are' : 'is'} ${phrase.text}?`;
}

/** Headings that are questions are answered by what stands below them. */
function askHeadings({ source, analysis, runs, spelling }: WritingContext): Question[] {
  const openings = new Set(runs.map((run) => run.sentences[0]?.index));
  return source.sections.flatMap((section): Question[] => {
    const question = headingQuestion(inSentence(cleanHeading(section.title), spelling));
    if (question === undefined || section.index === 0 || !isGoodLength(question)) return [];
    const summary = summarise(analysis, {
      minCharacters: 80,
      maxCharacters: maxAnswerCharacters,
      section: section.index,
    });
    const answer = summary.sentences.filter((sentence) => openings.has(sentence.index)).slice(0, 3);
    if (answer.length === 0) return [];
    return [{ text: question, form: 'heading', answer }];
  });
}

const propertyHeading =
  /^(?:the )?((?:role|purpose|function|structure|origin|cause|effect|importance|nature|impact|limit|type|kind|form|stage|benefit|advantage|disadvantage|goal|power|source|characteristic|feature|element|part|consequence|challenge)(s?) of .+)$/i;

/** The heading if it is a question; what is asked for when it names a property: "Limits of Photosynthesis". */
function headingQuestion(heading: string): string | undefined {
  if (heading.endsWith('?')) return capitalised(heading);
  const [, property, plural] = propertyHeading.exec(heading) ?? [];
  if (property === undefined || / and |:/.test(heading)) return undefined;
  return `What ${plural === 's' ? 'are' : 'is'} the ${property.charAt(0).toLowerCase()}${property.slice(1)}?`;
}

/** Of two questions that ask the same, or are answered by the same sentence, the first stays. */
function withoutTwins(questions: Question[]): Question[] {
  const asked = new Set<string>();
  const answered = new Set<string>();
  return questions.filter(({ text, form, answer }) => {
    // What somebody argued and what he held is one question.
    const key = keyOf(form === 'claim' ? text.slice(0, text.lastIndexOf(' ')) : text);
    // A comparison puts two answers together, each of which may answer a question of its own.
    const place =
      form === 'difference' ? `${answer.map(({ index }) => index).join('+')}` : `${answer[0]?.index ?? -1}`;
    if (asked.has(key) || answered.has(place)) return false;
    asked.add(key);
    answered.add(place);
    return true;
  });
}

const keyOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/\b(?:what|why|how|when|who|does|do|did|is|are|was|were|the|a|an|mean|of)\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/s\b/g, '')
    .trim();
