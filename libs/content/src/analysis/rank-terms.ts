import type { Source } from '../source.ts';
import type { Definition, Sentence, Term } from './analysis.ts';
import { findDefinitions } from './find-definitions.ts';
import { termPhrase } from './term-phrase.ts';
import { phraseKey, stem, wordsOf } from './words.ts';

const maxTerms = 60;
const maxPhraseWords = 4;

interface Candidate {
  forms: Map<string, number>;
  sentences: Set<number>;
  definition?: Definition;
  isInHeading: boolean;
  isEmphasised: boolean;
}

/** Key terms of a source, best first. */
export function rankTerms(
  source: Source,
  sentences: Sentence[],
  emphasised: string[],
  stopWords: ReadonlySet<string>,
): Term[] {
  const candidates = new Map<string, Candidate>();
  const candidate = (phrase: string): Candidate => {
    const key = phraseKey(phrase);
    const known = candidates.get(key);
    if (known) return known;
    const made = { forms: new Map(), sentences: new Set<number>(), isInHeading: false, isEmphasised: false };
    candidates.set(key, made);
    return made;
  };
  for (const sentence of sentences) {
    for (const phrase of phrasesOf(sentence.text, stopWords)) {
      const one = candidate(phrase);
      one.forms.set(phrase, (one.forms.get(phrase) ?? 0) + 1);
      one.sentences.add(sentence.index);
    }
    for (const { term, definition } of findDefinitions(sentence, stopWords)) {
      const one = candidate(term);
      one.forms.set(term, (one.forms.get(term) ?? 0) + 1);
      one.sentences.add(sentence.index);
      if (definition.confidence > (one.definition?.confidence ?? 0)) one.definition = definition;
    }
  }
  for (const text of emphasised) {
    const term = termPhrase(text, stopWords);
    if (term && candidates.has(phraseKey(term))) candidate(term).isEmphasised = true;
  }
  const headings = source.sections.map((section) => ` ${phraseKey(section.title)} `);
  for (const [key, one] of candidates)
    one.isInHeading = headings.some((heading) => heading.includes(` ${key} `));
  return score(candidates, sentences);
}

function score(candidates: Map<string, Candidate>, sentences: Sentence[]): Term[] {
  const terms: Term[] = [];
  let highest = 0;
  for (const [key, one] of candidates) {
    if (one.sentences.size < 2 && !one.definition && !one.isInHeading && !one.isEmphasised) continue;
    const length = key.split(' ').length;
    const frequency = Math.log2(1 + one.sentences.size) * (length > 1 ? 1.3 : 0.7);
    const value =
      frequency +
      5 * (one.definition?.confidence ?? 0) +
      (one.isInHeading ? 2 : 0) +
      (one.isEmphasised ? 3 : 0);
    highest = Math.max(highest, value);
    terms.push({
      text: bestForm(one.forms) || key,
      score: value,
      sentences: [...one.sentences].sort((a, b) => a - b),
      ...(one.definition ? { definition: one.definition } : {}),
    });
  }
  void sentences;
  void stem;
  return terms
    .sort((a, b) => b.score - a.score)
    .slice(0, maxTerms)
    .map((term) => ({ ...term, score: term.score / (highest || 1) }));
}

const bestForm = (forms: Map<string, number>) =>
  [...forms].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0]?.[0] ?? '';

/** Runs of one to four content words. */
function phrasesOf(text: string, stopWords: ReadonlySet<string>): string[] {
  const phrases: string[] = [];
  for (const run of text.split(/[^\p{L}\p{N}\s’'&.-]+|[.](?:\s|$)/u)) {
    let words: string[] = [];
    for (const word of [...run.split(/\s+/), '']) {
      const bare = word.replace(/^[’'.-]+|[’'.-]+$/g, '');
      if (bare && !stopWords.has(bare.toLowerCase().replaceAll('’', "'"))) {
        words.push(bare);
        continue;
      }
      phrases.push(...subPhrases(words));
      words = [];
    }
  }
  return phrases.filter(
    (phrase) => wordsOf(phrase).length > 0 && termPhrase(phrase, stopWords) !== undefined,
  );
}

function subPhrases(words: string[]): string[] {
  const phrases: string[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let size = 1; size <= maxPhraseWords && from + size <= words.length; size += 1) {
      phrases.push(words.slice(from, from + size).join(' '));
    }
  }
  return phrases;
}
