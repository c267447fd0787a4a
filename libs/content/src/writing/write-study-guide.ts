import type { Term } from '../analysis/analysis.ts';
import type { Draft, Materials, Outline } from '../materials/schemas.ts';
import { chaptersOf } from './chapters-of.ts';
import { charactersOf } from './chapter.ts';
import { answerFrom } from './questions/find-questions.ts';
import { citationsOf, joinLine, joinParagraphs, selectProse } from './select-prose.ts';
import { titleOf } from './titled.ts';
import { writeLead, writeSummary } from './write-summary.ts';
import type { WritingContext } from './writing-context.ts';

const maxConcepts = 15;
/** Terms that the source does not define fill up to this number: a sentence that uses a term explains little. */
const enoughConcepts = 8;
const maxConceptCharacters = 450;

/** A guide condenses: about so much of each section, and never more than the schema allows in all. */
const sectionShare = 0.4;
const minSectionCharacters = 500;
const maxBodiesCharacters = 18_000;

export function writeStudyGuide(
  context: WritingContext,
  outline: Outline,
): Omit<Draft<'study-guide'>, 'generator'> {
  const { source } = context;
  const chapters = chaptersOf(context, outline);
  const overview = writeLead(context, 100, 500);
  const summary = writeSummary(context, 100, 900);
  const total = chapters.reduce((sum, { runs }) => sum + charactersOf(runs), 0);
  const share = Math.min(sectionShare, maxBodiesCharacters / Math.max(1, total));
  const cap = Math.floor(maxBodiesCharacters / Math.max(1, chapters.length));
  return {
    kind: 'study-guide',
    language: source.language,
    title: titleOf(context, 'study-guide'),
    overview: overview.text,
    overviewCitations: overview.citations,
    keyConcepts: writeConcepts(context),
    sections: chapters.map(({ title, runs }) => {
      const wanted = Math.max(minSectionCharacters, Math.round(charactersOf(runs) * share));
      const sentences = selectProse(runs, { maxCharacters: Math.min(wanted, cap), maxSentencesOfRun: 4 });
      const body = sentences.length > 0 ? sentences : (runs[0]?.sentences.slice(0, 1) ?? []);
      return { title, body: joinParagraphs(source, body), citations: citationsOf(body) };
    }),
    summary: summary.text,
    summaryCitations: summary.citations,
  };
}

/** Terms with what the source says they are; then terms with the best sentence about them. */
function writeConcepts(context: WritingContext): Materials['study-guide']['keyConcepts'] {
  const { terms } = context.analysis;
  const used = new Set<number>();
  const concepts: Materials['study-guide']['keyConcepts'] = [];
  for (const term of terms.toSorted((a, b) => Number(isDefined(b)) - Number(isDefined(a)))) {
    if (concepts.length >= (isDefined(term) ? maxConcepts : enoughConcepts)) break;
    const sentences = explain(context, term);
    const first = sentences[0];
    if (!first || used.has(first.index)) continue;
    used.add(first.index);
    concepts.push({ term: term.text, explanation: joinLine(sentences), citations: citationsOf(sentences) });
  }
  return concepts;
}

const isDefined = ({ definition }: Term) => definition !== undefined && definition.confidence >= 0.7;

/** The defining sentence with what leans on it; without one, the most salient sentence that opens with the term. */
function explain({ runs }: WritingContext, term: Term) {
  if (term.text.length > 100) return [];
  const mentioned = new Set(term.sentences);
  const defining = runs.find(({ sentences }) => sentences[0]?.index === term.definition?.sentence);
  if (defining) return answerFrom(defining, maxConceptCharacters, 3);
  const name = term.text.toLowerCase();
  const best = runs
    .filter(({ sentences }) => mentioned.has(sentences[0]?.index ?? -1) && !sentences[0]?.text.endsWith(':'))
    .toSorted(
      (a, b) =>
        aboutness(b.sentences[0]?.text, name) +
        b.salience -
        aboutness(a.sentences[0]?.text, name) -
        a.salience,
    )[0];
  return best ? answerFrom(best, maxConceptCharacters, 2) : [];
}

/** A sentence is about what it names first. */
const aboutness = (text = '', name: string) =>
  text
    .toLowerCase()
    .slice(0, name.length + 12)
    .includes(name)
    ? 0.5
    : 0;
