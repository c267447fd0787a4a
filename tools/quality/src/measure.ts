import {
  createSource,
  type DerivedKind,
  type Material,
  materialKinds,
  type Materials,
  measureCohesion,
  measureQuality,
  type Outline,
  type Source,
  type Writer,
} from '@la-factoria/content';

import { firstSentenceWith } from './baselines/first-sentence-with.ts';
import { firstSentences } from './baselines/first-sentences.ts';
import { frequentPhrases } from './baselines/frequent-phrases.ts';
import { rakePhrases, rakeSummary } from './baselines/rake.ts';
import { textRankPhrases, textRankSummary } from './baselines/text-rank.ts';
import { citesInRange, quotesCitations, wordsAreCited } from './check-citations.ts';
import type { CorpusSection } from './corpus.ts';
import { matchTerms } from './match-terms.ts';
import { coverObjectives } from './objectives.ts';
import { rouge1, rougeL } from './rouge.ts';
import { Tally } from './tally.ts';
import { walkStatements } from './walk-statements.ts';

export const cardsAllowed = 25;

const derivedKinds = materialKinds.filter((kind): kind is DerivedKind => kind !== 'outline');

/** Writes every section's materials and tallies how they compare with the authors' own and with the baselines. */
export async function measure(sections: CorpusSection[], writer: Writer): Promise<Tally> {
  const tally = new Tally();
  for (const [index, section] of sections.entries()) {
    const source = createSource({ text: section.markdown, title: section.title });
    const outline = await writer.outline(source, {});
    tallyStatements(tally, index, 'outline', outline, source);
    tallyQuality(tally, index, outline, source);
    tallyObjectives(tally, index, section, outline);
    const materials: Material[] = [outline];
    for (const kind of derivedKinds) {
      const material = await writer.material(kind, source, outline, {});
      materials.push(material);
      tallyStatements(tally, index, kind, material, source);
      tallyQuality(tally, index, material, source, outline);
      if (material.kind === 'flashcards') tallyTerms(tally, index, section, material);
      if (material.kind === 'one-pager') tallySummary(tally, index, section, material.summary);
    }
    tally.add('cohesion', index, measureCohesion(materials, source).score);
  }
  return tally;
}

function tallyTerms(
  tally: Tally,
  index: number,
  section: CorpusSection,
  { items }: Materials['flashcards'],
): void {
  const wanted = section.keyTerms.map(({ term }) => term);
  const offers: [string, string[]][] = [
    ['ours', items.slice(0, cardsAllowed).map(({ term }) => term)],
    ['frequent', frequentPhrases(section.markdown, cardsAllowed)],
    ['rake', rakePhrases(section.markdown, cardsAllowed)],
    ['text-rank', textRankPhrases(section.markdown, cardsAllowed)],
  ];
  for (const [name, offered] of offers) {
    const found = matchTerms(wanted, offered).filter((match) => match >= 0).length;
    tally.add(`recall ${name}`, index, found, wanted.length);
    if (wanted.length > 0) tally.add(`section recall ${name}`, index, found / wanted.length);
  }
  matchTerms(wanted, offers[0]?.[1] ?? []).forEach((match, at) => {
    const item = items[match];
    const authors = section.keyTerms[at];
    if (!item || !authors) return;
    const first = firstSentenceWith(item.term, section.markdown);
    tally.add('definition ours', index, rougeL(item.definition, authors.definition));
    tally.add('definition first', index, rougeL(first, authors.definition));
  });
}

function tallySummary(tally: Tally, index: number, section: CorpusSection, summary: string): void {
  const texts: [string, string][] = [
    ['ours', summary],
    ['first', firstSentences(section.markdown, summary.length)],
    ['text-rank', textRankSummary(section.markdown, summary.length)],
    ['rake', rakeSummary(section.markdown, summary.length)],
  ];
  for (const [name, text] of texts) {
    tally.add(`rouge-1 ${name}`, index, rouge1(text, section.summary));
    tally.add(`rouge-l ${name}`, index, rougeL(text, section.summary));
  }
}

/** How much of the authors' objectives our outline speaks of, and as many characters of each baseline. */
function tallyObjectives(tally: Tally, index: number, section: CorpusSection, outline: Outline): void {
  const ours = [
    ...outline.objectives,
    ...outline.sections.flatMap(({ title, keyPoints }) => [title, ...keyPoints.map(({ text }) => text)]),
  ].join('\n');
  const texts: [string, string][] = [
    ['ours', ours],
    ['first', firstSentences(section.markdown, ours.length)],
    ['text-rank', textRankSummary(section.markdown, ours.length)],
    ['rake', rakeSummary(section.markdown, ours.length)],
  ];
  for (const [name, text] of texts) {
    const { judged, covered, words } = coverObjectives(section.objectives, text);
    tally.add(`objectives ${name}`, index, covered, judged);
    tally.add(`objective words ${name}`, index, words, judged);
  }
}

function tallyQuality(
  tally: Tally,
  index: number,
  material: Material,
  source: Source,
  outline?: Outline,
): void {
  const { groundedness, score } = measureQuality(material, source, { outline });
  tally.add('groundedness', index, groundedness);
  tally.add('score', index, score);
}

function tallyStatements(tally: Tally, index: number, kind: string, material: unknown, source: Source): void {
  for (const statement of walkStatements(material)) {
    // A turn that only connects cites nothing.
    if (statement.citations.length === 0) continue;
    const inRange = citesInRange(statement, source.text);
    tally.add('cited in range', index, inRange ? 1 : 0);
    if (kind === 'podcast-script')
      tally.add('cited turns', index, inRange && quotesCitations(statement, source.text) ? 1 : 0);
    else tally.add('cited words', index, inRange && wordsAreCited(statement, source.text) ? 1 : 0);
  }
}
