import type { QualityIssue } from '../materials/check-material.ts';
import type { Draft, Outline } from '../materials/schemas.ts';
import { closing, introduction } from '../materials/script-sections.ts';
import type { WritingOptions } from '../ports/writer.ts';
import { type Chapter, charactersOf } from './chapter.ts';
import { chaptersOf } from './chapters-of.ts';
import { createAmountSearch } from './podcast/amount-search.ts';
import { asSpoken } from './podcast/as-spoken.ts';
import { cleanHeading, clipped, finished, inSentence } from './phrases.ts';
import { createPhrasePicker } from './podcast/phrase-picker.ts';
import { createScriptBuilder, type Host, otherHost, type Turn } from './podcast/script-builder.ts';
import {
  defaultSpeakingRate,
  shorterThanAsked,
  spokenMinutes,
  scriptLength,
} from './podcast/script-length.ts';
import { type ScriptState, tellChapter } from './podcast/tell-chapter.ts';
import { createMessageRank, isMessage } from './find-messages.ts';
import type { Question } from './questions/question.ts';
import { titleOf } from './titled.ts';
import { writeLead } from './write-summary.ts';
import type { WritingContext } from './writing-context.ts';

const maxPlannedTitles = 4;
const maxAttempts = 8;
const tolerance = 0.03;

/** Beginnings and ends get about so much of a script. */
const introShare = 0.08;
/** Less than this of a chapter says nothing. */
const leastChapterCharacters = 220;
const recapSentences = 3;
const recapCharacters = { min: 40, max: 200 };

export interface ScriptDraft {
  draft: Omit<Draft<'podcast-script'>, 'generator'>;
  remarks: QualityIssue[];
}

/** Two hosts explain the outline section by section, for about as long as asked for. */
export function writePodcastScript(
  context: WritingContext,
  outline: Outline,
  questions: Question[],
  options: WritingOptions,
): ScriptDraft {
  const rate = options.speakingRate ?? defaultSpeakingRate;
  const length = scriptLength(context.source.text.length, rate, options.targetMinutes);
  const { target } = length;
  const chapters = chaptersOf(context, outline);
  let [tried, told] = [chapters, chapters];
  let turns: Turn[] = [];
  let statements = target * 0.75;
  let closest = Infinity;
  const search = createAmountSearch(target);
  // What the hosts add around the statements is known only afterwards: write, measure, and write again.
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    // Who asks for no length is told of all.
    const fitting = options.targetMinutes === undefined ? tried : largestWithin(tried, statements);
    if (fitting.length < tried.length) search.forgetTooMuch();
    tried = fitting;
    const candidate = writeTurns(context, fitting, questions, statements);
    const total = length.of(candidate);
    if (Math.abs(total - target) < closest)
      [turns, told, closest] = [candidate, fitting, Math.abs(total - target)];
    if (closest <= target * tolerance) break;
    statements = search.next(statements, total);
  }
  const minutes = spokenMinutes(turns, rate);
  return {
    draft: {
      kind: 'podcast-script',
      language: context.source.language,
      title: titleOf(context, 'podcast-script'),
      turns,
      estimatedMinutes: minutes,
    },
    remarks: [...shorterThanAsked(minutes, options.targetMinutes), ...sectionsLeftOut(chapters, told)],
  };
}

/** As many chapters as there is room to say something of, the largest, in their order. */
function largestWithin(chapters: Chapter[], characters: number): Chapter[] {
  const room = Math.max(1, Math.floor((characters * (1 - introShare)) / leastChapterCharacters));
  if (chapters.length <= room) return chapters;
  const largest = chapters.toSorted((a, b) => charactersOf(b.runs) - charactersOf(a.runs)).slice(0, room);
  return chapters.filter((chapter) => largest.includes(chapter));
}

/** Named when a long source is told in a few minutes. */
function sectionsLeftOut(chapters: Chapter[], told: Chapter[]): QualityIssue[] {
  if (told.length === chapters.length) return [];
  const message = `the time is enough for ${told.length} of the ${chapters.length} sections, the largest`;
  return [{ code: 'sections-left-out', message }];
}

function writeTurns(
  context: WritingContext,
  chapters: Chapter[],
  questions: Question[],
  characters: number,
): Turn[] {
  let section = introduction;
  const { script } = context.glue;
  const state: ScriptState = {
    context,
    questions: new Map(
      questions
        .filter(({ form }) => form !== 'difference')
        .map((question) => [question.answer[0]?.index ?? -1, question]),
    ),
    definitions: new Map(
      context.analysis.terms.flatMap((term) =>
        term.definition ? [[term.definition.sentence, term] as const] : [],
      ),
    ),
    builder: createScriptBuilder(script.hosts, () => section),
    picker: createPhrasePicker(),
    told: new Set(),
    askedAbout: new Set(),
    lastPattern: '',
  };
  introduce(state, chapters, Math.max(200, characters * introShare));
  const introduced = new Set(state.told);
  const sizes = chapters.map(({ runs }) => charactersOf(runs) ** 0.85);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  for (const [index, chapter] of chapters.entries()) {
    section = chapter.title;
    const share = (characters * (1 - introShare) * (sizes[index] ?? 0)) / Math.max(1, all);
    tellChapter(
      state,
      chapter,
      state.builder.lastHost() ?? 0,
      Math.max(leastChapterCharacters, share),
      index === 0,
    );
  }
  section = closing;
  close(state, chapters, introduced);
  return state.builder.turns();
}

const spokenTitle = ({ source }: WritingContext) =>
  finished(asSpoken(clipped(cleanHeading(source.title), 120)));

function introduce(state: ScriptState, chapters: Chapter[], maxCharacters: number): void {
  const { builder, picker, context, told } = state;
  const { script, overview } = context.glue;
  builder.say(0, picker.pick(script.welcome)(spokenTitle(context)));
  builder.say(1, picker.pick(script.ready));
  const { sentences } = writeLead(context, 60, Math.min(450, Math.max(240, maxCharacters)));
  const untold = sentences.slice(0, 2);
  if (untold.length > 0) builder.tell(0, untold);
  for (const { index } of untold) told.add(index);
  const titles = chapters
    .map(({ title }) => title)
    .filter((title) => title !== overview && !title.includes('?'));
  if (titles.length < 2 || titles.length < chapters.length / 2) {
    return;
  }
  const planned = titles
    .slice(0, maxPlannedTitles)
    .map((title) => (context.glue.language === 'en' ? inSentence(title, context.spelling) : title));
  builder.say(1, picker.pick(script.react));
  builder.say(0, picker.pick(script.plan)(planned.join(`, ${script.then} `)));
}

/** Three things to keep, said in turn: the most salient sentence of each of the largest chapters. */
function close(state: ScriptState, chapters: Chapter[], introduced: ReadonlySet<number>): void {
  const { builder, picker, context } = state;
  const { script } = context.glue;
  const teller: Host = builder.lastHost() ?? 0;
  const asker = otherHost(teller);
  const kept = pickRecap(context, chapters, introduced);
  if (kept.length > 1) {
    builder.say(asker, picker.pick(script.recap));
    for (const [index, sentence] of kept.entries()) {
      const isLast = index === kept.length - 1;
      const lead =
        index === 0
          ? script.recapLead.first
          : isLast
            ? script.recapLead.last
            : picker.pick(script.recapLead.next);
      builder.tell(index % 2 === 0 ? teller : asker, [sentence], lead);
    }
  }
  const last = builder.lastHost() ?? 0;
  builder.say(last === 0 ? 1 : 0, picker.pick(script.farewell)(spokenTitle(context)));
  builder.say(last, finished(picker.pick(script.goodbye)));
}

function pickRecap(context: WritingContext, chapters: Chapter[], introduced: ReadonlySet<number>) {
  const rank = createMessageRank(context);
  return chapters
    .toSorted((a, b) => charactersOf(b.runs) - charactersOf(a.runs))
    .flatMap(({ runs }) => {
      const openings = runs
        .flatMap(({ sentences }) => sentences.slice(0, 1))
        .filter(
          ({ text }) =>
            text.length >= recapCharacters.min && text.length <= recapCharacters.max && !text.endsWith(':'),
        )
        .sort((a, b) => rank(b) - rank(a));
      const fresh = openings.filter(({ index }) => !introduced.has(index));
      return fresh.find((sentence) => isMessage(sentence, context.source.language)) ?? fresh[0] ?? [];
    })
    .slice(0, recapSentences)
    .sort((a, b) => a.index - b.index);
}
