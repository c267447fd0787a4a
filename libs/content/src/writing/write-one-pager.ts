import { overlap } from '../analysis/overlap.ts';
import type { Draft } from '../materials/schemas.ts';
import { charactersOf } from './chapter.ts';
import { citationsOf, joinParagraphs, selectProse } from './select-prose.ts';
import type { Sentence } from '../analysis/analysis.ts';
import { createMessageRank, isMessage } from './find-messages.ts';
import { titleOf } from './titled.ts';
import { fillFrom, writeSummary } from './write-summary.ts';
import type { WritingContext } from './writing-context.ts';

const minTakeaways = 3;
const maxTakeaways = 6;
const takeawayCharacters = { min: 30, max: 260 };
const bodyCharacters = { min: 200, max: 1400 };

export function writeOnePager(context: WritingContext): Omit<Draft<'one-pager'>, 'generator'> {
  const { source, runs } = context;
  const summary = writeSummary(context, 100, 500);
  const takeaways = pickTakeaways(context, summary.sentences);
  const used = new Set([...summary.sentences, ...takeaways].map(({ index }) => index));
  const fresh = selectProse(runs, { maxCharacters: bodyCharacters.max, maxSentencesOfRun: 3, avoid: used });
  const isEnough = fresh.reduce((sum, { text }) => sum + text.length + 1, -1) >= bodyCharacters.min;
  const body = isEnough ? fresh : fillFrom(runs, bodyCharacters.max).sentences;
  return {
    kind: 'one-pager',
    language: source.language,
    title: titleOf(context, 'one-pager'),
    summary: summary.text,
    summaryCitations: summary.citations,
    takeaways: takeaways.map((sentence) => ({ text: sentence.text, citations: citationsOf([sentence]) })),
    body: joinParagraphs(source, body).slice(0, 1500),
    bodyCitations: citationsOf(body),
  };
}

/** The best messages that the summary does not hold: one of each part first, the larger parts more. */
function pickTakeaways(context: WritingContext, summary: Sentence[]): Sentence[] {
  const { chapters, source } = context;
  const rank = createMessageRank(context);
  const picked: Sentence[] = [];
  const isFresh = (sentence: Sentence) =>
    [...summary, ...picked].every(
      (other) => other.index !== sentence.index && overlap(other, sentence) < 0.6,
    );
  const pools = chapters
    .toSorted((a, b) => charactersOf(b.runs) - charactersOf(a.runs))
    .map(({ runs }) =>
      runs
        .map(({ sentences }) => sentences[0])
        .filter((sentence) => sentence !== undefined)
        .filter(({ text }) => text.length >= takeawayCharacters.min && text.length <= takeawayCharacters.max)
        .filter(({ text }) => !text.endsWith(':'))
        .sort((a, b) => rank(b) - rank(a)),
    );
  const messages = pools.map((pool) => pool.filter((sentence) => isMessage(sentence, source.language)));
  for (let round = 0; round < maxTakeaways && picked.length < maxTakeaways; round += 1) {
    for (const pool of messages) {
      const next = pool.find(isFresh);
      if (next && picked.length < maxTakeaways) picked.push(next);
    }
  }
  // A monotonous text says everything in the same words: then anything new is a takeaway.
  for (const sentence of pools.flat()) {
    const isUsed = [...summary, ...picked].some(({ index }) => index === sentence.index);
    if (picked.length < minTakeaways && !isUsed) picked.push(sentence);
  }
  return picked.sort((a, b) => a.index - b.index);
}
