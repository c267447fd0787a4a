import type { Definition, Term } from './analysis.ts';
import type { Candidate } from './collect-candidates.ts';
import {
  genericNouns,
  looksAdjectival,
  leadingNoise,
  looksTechnical,
  namingHeads,
  neverTerms,
} from './lexicon.ts';

export const maxTerms = 60;

/** What is measured of a candidate; `weights` says what each is worth. */
export interface TermFeatures {
  [name: string]: number;
}

/** Fitted by logistic regression on glossaries of textbook sections, then rounded. */
const weights: TermFeatures = {
  defined: 2,
  strong: 0.8,
  naming: 1,
  definitions: 1.1,
  twice: 1.4,
  frequency: 0.2,
  opening: 0.5,
  heading: 1,
  title: 0.2,
  leads: 1,
  family: 0.4,
  paired: 0.7,
  wholeness: 0.6,
  introduced: 0.2,
  acronym: 1.1,
  technical: 0.2,
  namingHead: 0.5,
  emphasised: 2.5,
  listed: 1,
  long: -0.6,
  plural: -0.5,
  name: -0.9,
  generic: -1.3,
  adjective: -0.2,
  innerPlural: -0.7,
  joined: -0.7,
  noise: -1.2,
};
const bias = -6.5;

/** Key terms, best first: definedness weighed with centrality and the shape of the phrase. */
export function rankTerms(candidates: Map<string, Candidate>): Term[] {
  const scored = [...candidates.values()]
    .filter(isPlausible)
    .map((candidate) => ({ candidate, value: score(featuresOf(candidate)) }))
    .sort((a, b) => b.value - a.value || (a.candidate.key < b.candidate.key ? -1 : 1));
  const chosen: typeof scored = [];
  for (const one of scored) {
    if (chosen.length === maxTerms) break;
    if (!chosen.some(({ candidate }) => isRedundant(one.candidate, candidate))) chosen.push(one);
  }
  return chosen.map(({ candidate, value }) => {
    const definition = bestDefinition(candidate);
    return {
      text: listedForm(candidate, definition),
      score: 1 / (1 + Math.exp(-value)),
      sentences: [...candidate.sentences].sort((a, b) => a - b),
      ...(definition ? { definition } : {}),
    };
  });
}

/** "harm principle": the last word says that a name is given. */
const isNamed = (key: string) => key.includes(' ') && namingHeads.has(key.slice(key.lastIndexOf(' ') + 1));

/** From here on a definition shows that its term is a noun, whatever stands around it. */
const sureDefinition = 0.85;

/** Whether a phrase can name a thing at all. */
function isName(one: Candidate): boolean {
  const words = one.key.split(' ');
  const isOneWord = words.length === 1;
  if (isOneWord && neverTerms.has(one.key)) return false;
  if (!one.isTagged || one.isEmphasised || one.inHeading) return true;
  if (isOneWord && one.nominal === 0) {
    const confidence = bestDefinition(one)?.confidence ?? 0;
    return confidence >= sureDefinition || (confidence > 0 && looksTechnical(one.key));
  }
  // "bread cost three times", "promoted trade": a clause that was taken for a phrase.
  if (words.slice(1).some((word) => neverTerms.has(word))) return false;
  return !/[^e]ed$/.test(words[0] ?? '') || one.sentences.size > 1 || isWritten(one, /^\p{Lu}/u);
}

const isWritten = ({ forms }: Candidate, pattern: RegExp) =>
  [...forms.keys()].some((form) => pattern.test(form));

/** Whether anything but chance speaks for a phrase. */
export function isPlausible(one: Candidate): boolean {
  if (!isName(one)) return false;
  if (one.definitions.length > 0 || one.inHeading || one.isEmphasised || one.acronym !== undefined)
    return true;
  if (one.whole === 0) return false;
  const isOneWord = !one.key.includes(' ');
  if (isOneWord && genericNouns.has(one.key) && !one.inTitle) return false;
  if (isOneWord && (one.sentences.size < 2 || (looksAdjectival(one.key) && one.leads === 0))) return false;
  return one.introduced > 0 || isNamed(one.key) || one.sentences.size > 1 || one.isTagged;
}

export function featuresOf(candidate: Candidate): TermFeatures {
  const words = candidate.key.split(' ');
  const last = words.at(-1) ?? '';
  const total = [...candidate.forms.values()].reduce((sum, count) => sum + count, 0);
  const confidence = bestDefinition(candidate)?.confidence ?? 0;
  const one = words.length === 1;
  return {
    defined: confidence,
    naming: confidenceOf(candidate, namingPatterns),
    listed: candidate.definitions.some(({ pattern }) => pattern === 'listed') ? 1 : 0,
    twice: candidate.sentences.size > 1 ? 1 : 0,
    opening: Math.min(1, candidate.openings / 2),
    family: Math.log2(1 + candidate.family),
    paired: candidate.paired > 0 ? 1 : 0,
    plural: /[^su]s$/.test([...candidate.forms.keys()][0] ?? '') ? 1 : 0,
    strong: confidence >= 0.8 ? 1 : 0,
    frequency: Math.log2(1 + candidate.sentences.size),
    long: words.length > 3 ? 1 : 0,
    heading: candidate.inHeading ? 1 : 0,
    title: candidate.inTitle ? 1 : 0,
    emphasised: candidate.isEmphasised ? 1 : 0,
    leads: Math.min(1, candidate.leads / 3),
    wholeness: candidate.whole / Math.max(1, total),
    introduced: candidate.introduced > 0 ? 1 : 0,
    name: candidate.capitals / Math.max(1, total),
    generic: genericNouns.has(last) && one ? 1 : 0,
    adjective: one && looksAdjectival(last) ? 1 : 0,
    technical: looksTechnical(last) ? 1 : 0,
    namingHead: !one && namingHeads.has(last) ? 1 : 0,
    innerPlural: words.slice(0, -1).length > 0 && hasInnerPlural(candidate) ? 1 : 0,
    acronym: candidate.acronym ? 1 : 0,
    noise: !one && leadingNoise.has(words[0] ?? '') ? 1 : 0,
    definitions: Math.log2(1 + candidate.definitions.length),
    joined: / (?:of|for|by|in|to|and) /.test(candidate.key) ? 1 : 0,
  };
}

const namingPatterns = /called/;
const confidenceOf = ({ definitions }: Candidate, patterns: RegExp) =>
  definitions.reduce(
    (best, { pattern, confidence }) => Math.max(best, patterns.test(pattern) ? confidence : 0),
    0,
  );

const hasInnerPlural = ({ forms }: Candidate) => /[^sui]s\s/.test([...forms.keys()][0] ?? '');

const score = (features: TermFeatures): number =>
  Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (features[name] ?? 0), bias);

export const bestDefinition = ({ definitions }: Candidate) =>
  definitions.reduce<(typeof definitions)[number] | undefined>(
    (best, one) => (one.confidence > (best?.confidence ?? 0) ? one : best),
    undefined,
  );

/** A part of a better term that seldom stands alone, or a longer phrase around it with the same sentences. */
function isRedundant(one: Candidate, better: Candidate): boolean {
  if (one.key === better.key) return true;
  const inner = ` ${better.key} `.includes(` ${one.key} `);
  const outer = ` ${one.key} `.includes(` ${better.key} `);
  if (inner && !one.acronym)
    return one.sentences.size <= better.sentences.size * 1.2 && one.definitions.length === 0;
  if (outer) return one.definitions.length === 0 && !one.acronym && !one.inHeading && one.sentences.size < 2;
  return false;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The spelling a glossary prints: the most frequent, in lower case when any occurrence is, with its acronym. */
function listedForm({ forms, acronym, capitals }: Candidate, definition: Definition | undefined): string {
  const sorted = [...forms].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  // Term and definition agree in number: "organizations: groups of people who …".
  const best = definition && forms.has(definition.form) ? definition.form : (sorted[0]?.[0] ?? '');
  const isSmall = sorted.some(([form]) => /^\p{Ll}/u.test(form));
  const lower = isSmall && !/\p{Lu}/u.test(best.slice(1)) ? lowerFirst(best) : undefined;
  const isSingleName = !best.includes(' ') && lower === undefined;
  const isSentenceCase = !isSingleName && /^\p{Lu}\p{Ll}+(?: \p{Ll}|$)/u.test(best) && capitals === 0;
  const text = lower ?? (isSentenceCase ? lowerFirst(best) : best);
  return acronym ? `${text} (${acronym})` : text;
}
