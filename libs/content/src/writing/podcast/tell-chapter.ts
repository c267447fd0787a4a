import type { Sentence, Term } from '../../analysis/analysis.ts';
import type { Chapter } from '../chapter.ts';
import { isAbout, isDefinedBy, isQuotable } from '../is-about.ts';
import { capitalised, finished, inSentence } from '../phrases.ts';
import type { ScriptGlue } from '../language/glue.ts';
import type { Question } from '../questions/question.ts';
import { selectProse } from '../select-prose.ts';
import { displayed, termPhrase } from '../term-phrase.ts';
import type { WritingContext } from '../writing-context.ts';
import { isExample, moveOf } from './next-move.ts';
import type { PhrasePicker } from './phrase-picker.ts';
import { type Host, otherHost, type ScriptBuilder } from './script-builder.ts';

export interface ScriptState {
  context: WritingContext;
  /** By the index of the sentence that answers. */
  questions: ReadonlyMap<number, Question>;
  /** Terms by the index of their defining sentence. */
  definitions: ReadonlyMap<number, Term>;
  builder: ScriptBuilder;
  picker: PhrasePicker;
  /** Sentences that were said already. */
  told: Set<number>;
  askedAbout: Set<string>;
  /** How the listener asked last. */
  lastPattern: string;
}

/** A turn longer than this becomes a lecture: the other host steps in. */
const maxTurnCharacters = 330;

const restatedCharacters = { min: 25, max: 150 };

/** One host explains, the other asks, adds and reacts; `teller` is the one who explains in this chapter. */
export function tellChapter(
  state: ScriptState,
  chapter: Chapter,
  teller: Host,
  maxCharacters: number,
  isFirst: boolean,
): void {
  const { picker, builder, told } = state;
  const sentences = selectProse(chapter.runs, { maxCharacters, maxSentencesOfRun: 4, avoid: told });
  const beats = groupBeats(chapter, sentences);
  state.askedAbout.clear();
  if (beats.length === 0) return;
  openChapter(state, chapter, otherHost(teller), isFirst, beats[0]);
  let previous: Sentence | undefined;
  for (const [index, beat] of beats.entries()) {
    // Every third time the one who asks knows something too, so that it stays a talk and no interview.
    const joinsIn = index % 3 === 2;
    tellBeat(state, beat, joinsIn ? otherHost(teller) : teller, previous, joinsIn);
    previous = beat.at(-1);
  }
  const isRestated = restate(state, beats, otherHost(teller));
  if (!isRestated && builder.lastHost() === teller)
    builder.say(otherHost(teller), picker.pick(state.context.glue.script.react));
}

/** The chosen sentences by the run they belong to. */
function groupBeats({ runs }: Chapter, sentences: Sentence[]): Sentence[][] {
  const chosen = new Set(sentences.map(({ index }) => index));
  return runs
    .map((run) => run.sentences.filter(({ index }) => chosen.has(index)))
    .filter((beat) => beat.length > 0);
}

function openChapter(
  state: ScriptState,
  chapter: Chapter,
  asker: Host,
  isFirst: boolean,
  first: Sentence[] = [],
): void {
  const { builder, picker, context, questions } = state;
  const { glue, spelling } = context;
  const { script } = glue;
  const topic = glue.language === 'en' ? inSentence(chapter.title, spelling) : chapter.title;
  if (chapter.title === glue.overview) {
    builder.say(asker, picker.pick(script.bigPicture));
    return;
  }
  if (topic.endsWith('?')) builder.say(asker, picker.pick(script.turnToQuestion)(capitalised(topic)));
  else builder.say(asker, picker.pick(script.turnTo)(glue.language === 'en' ? topic : chapter.title));
  const question = questions.get(first[0]?.index ?? -1);
  if (question && question.form !== 'heading' && !topic.endsWith('?') && !isFirst)
    builder.say(asker, question.text);
  if (question) state.askedAbout.add(question.text);
}

function tellBeat(
  state: ScriptState,
  beat: Sentence[],
  host: Host,
  previous: Sentence | undefined,
  joinsIn: boolean,
): void {
  const { builder, picker, told, context } = state;
  const { script } = context.glue;
  const [first] = beat;
  if (!first) return;
  if (previous && !joinsIn) builder.say(otherHost(host), askFor(state, otherHost(host), first, previous));
  const lead = joinsIn ? picker.pick([...script.lead.also]) : '';
  const parts = splitBeat(beat);
  for (const [index, part] of parts.entries()) {
    for (const sentence of part) told.add(sentence.index);
    if (index > 0) builder.say(otherHost(host), followUp(state, part[0], parts[index - 1]?.at(-1)));
    builder.tell(host, part, index === 0 ? lead : '');
  }
}

/** Parts of at most 330 characters, so that the other host can step in between. */
function splitBeat(beat: Sentence[]): Sentence[][] {
  const parts: Sentence[][] = [];
  let length = 0;
  for (const sentence of beat) {
    const last = parts.at(-1);
    if (last && length + sentence.text.length <= maxTurnCharacters && !isExample(sentence)) {
      last.push(sentence);
      length += sentence.text.length;
    } else {
      parts.push([sentence]);
      length = sentence.text.length;
    }
  }
  return parts;
}

/** What the other host asks, so that the next sentence answers; no two questions in a row of one pattern. */
function askFor(state: ScriptState, asker: Host, next: Sentence, previous: Sentence): string {
  const { picker, questions, definitions, context, askedAbout } = state;
  const { script } = context.glue;
  // After a statement of his own, a host hands over with a question: "go on" would mean himself.
  const isHandingOver = state.builder.lastHost() === asker;
  const ask = isHandingOver ? onlyQuestions(script.ask) : script.ask;
  const asked = (pattern: string, text: string) => {
    state.lastPattern = pattern;
    return text;
  };
  const question = questions.get(next.index);
  if (question && question.form !== 'heading' && !askedAbout.has(question.text)) {
    askedAbout.add(question.text);
    return asked(question.form, question.text);
  }
  const term = definitions.get(next.index);
  if (term && isDefinedBy(next, term) && !askedAbout.has(term.text)) {
    askedAbout.add(term.text);
    return asked('meaning', picker.pick(ask.meaning)(nameOf(state, term)));
  }
  const move = moveOf(next, previous);
  if (move !== 'more' && move !== state.lastPattern) return asked(move, picker.pick(ask[move]));
  const topic = state.lastPattern === 'about' ? undefined : topicOf(state, next);
  if (topic) {
    askedAbout.add(topic.text);
    return asked('about', picker.pick(ask.about)(nameOf(state, topic)));
  }
  if (state.lastPattern === 'more' && !isHandingOver) return asked('react', picker.pick(script.react));
  return asked('more', picker.pick(ask.more));
}

/** A topic stands where the subject is: asked about a word in passing, the answer would miss the question. */
const maxTopicOffset = 15;

const topicOf = ({ context, askedAbout }: ScriptState, next: Sentence) =>
  context.analysis.terms
    .slice(0, 30)
    .find(
      (term) =>
        (term.definition || term.text.includes(' ')) &&
        isAbout(next, term, maxTopicOffset) &&
        !askedAbout.has(term.text),
    );

const onlyQuestions = (ask: ScriptGlue['ask']): ScriptGlue['ask'] => ({
  ...ask,
  more: ask.more.filter((phrase) => phrase.endsWith('?')),
  about: keepUnlessEmpty(ask.about, (template) => template('').endsWith('?')),
  meaning: keepUnlessEmpty(ask.meaning, (template) => /^[^.]*\?$/.test(template(''))),
});

const keepUnlessEmpty = <Item>(items: Item[], keep: (item: Item) => boolean): Item[] => {
  const kept = items.filter(keep);
  return kept.length > 0 ? kept : items;
};

/** A sentence that leans on the one before: the other host only keeps the talk going. */
function followUp(state: ScriptState, next: Sentence | undefined, previous: Sentence | undefined): string {
  const { ask, react } = state.context.glue.script;
  const move = next ? moveOf(next, previous) : 'more';
  return state.picker.pick(move === 'more' ? react : ask[move]);
}

/** The listener says a definition of the chapter back in short, and has it confirmed. */
function restate(state: ScriptState, beats: Sentence[][], listener: Host): boolean {
  const { definitions, builder, picker, context } = state;
  const { script } = context.glue;
  // Who has just said something new himself is not the one to check what he heard.
  if (builder.lastHost() === listener) return false;
  for (const sentence of beats.slice(0, -1).flat()) {
    const term = definitions.get(sentence.index);
    const definition = term?.definition;
    if (!term || !definition || !isDefinedBy(sentence, term) || !isQuotable(term)) continue;
    const { length } = definition.text;
    if (length < restatedCharacters.min || length > restatedCharacters.max || /[“”"()]/.test(definition.text))
      continue;
    if (!sentence.text.toLowerCase().includes(term.text.replace(/\s*\(.*/, '').toLowerCase())) continue;
    const said = picker.pick(script.restate)(nameOf(state, term), finished(definition.text));
    builder.state(listener, said, [{ start: sentence.start, end: sentence.end }]);
    builder.say(otherHost(listener), picker.pick(script.confirm));
    return true;
  }
  return false;
}

const nameOf = ({ context }: ScriptState, term: Term) =>
  context.glue.language === 'en' && context.source.language.startsWith('en')
    ? termPhrase(term, context).text
    : displayed(term, context.spelling);
