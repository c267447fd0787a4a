import { findContextDefinitions } from './find-context-definitions.ts';
import type { DefiningSentence, Finding } from './find-definitions.ts';
import { isAdverb } from './lexicon.ts';
import { readPredicate } from './read-predicate.ts';
import { readSubject } from './read-subject.ts';
import type { Token } from './tokens.ts';

const maxLeadTokens = 12;
const leadPrepositions = new Set(
  'in for as at within among on under with from by through unlike like according during since'.split(' '),
);

const clauseJoiners = new Set('while whereas and but'.split(' '));

/** "X is a …", "X refers to …", "X means …", "X occurs when …", "X posits that …", "In X, …". */
export function findSubjectDefinitions(input: DefiningSentence): Finding[] {
  const { sentence, tokens, grammar } = input;
  if (!grammar || sentence.text.includes('?')) return [];
  const findings: Finding[] = [];
  for (const start of clauseStarts(tokens)) {
    const subject = readSubject(input, start);
    if (!subject) continue;
    const predicate = readPredicate(input, subject.end);
    if (!predicate) continue;
    const text = predicate.text || sentence.text.slice(tokens[start]?.start ?? 0);
    for (const term of subject.terms) findings.push({ term, ...predicate, text });
  }
  return [...findings, ...findContextDefinitions(input)];
}

/** Where the main clause may start: at the beginning, after an introducing phrase, after a semicolon. */
function clauseStarts(tokens: Token[]): number[] {
  const starts = [0];
  const isLead =
    leadPrepositions.has(tokens[0]?.lower ?? '') ||
    isAdverb(tokens[0]?.lower ?? '') ||
    tokens[1]?.text === ',';
  tokens.forEach((token, at) => {
    if (token.text === ';') starts.push(at + 1);
    const next = tokens[at + 1]?.lower ?? '';
    if (token.text === ',' && clauseJoiners.has(next)) starts.push(at + 2);
    if (
      token.text === ',' &&
      at <= maxLeadTokens &&
      (isLead || isAdverb(tokens[1]?.lower ?? '')) &&
      starts.length === 1
    ) {
      starts.push(at + 1);
    }
  });
  return starts;
}
