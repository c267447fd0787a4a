import type { DefiningSentence, Finding } from './find-definitions.ts';
import {
  genericNouns,
  genusNouns,
  introducingNouns,
  isAdverb,
  looksTechnical,
  namingHeads,
} from './lexicon.ts';
import { phraseBefore, type Span } from './noun-phrases.ts';
import type { Token } from './tokens.ts';

const maxSubjectTokens = 9;
const maxLeadTokens = 12;
const theoryVerbs = new Set(
  'posits suggests holds argues states asserts claims proposes maintains assumes contends predicts emphasizes stresses'.split(
    ' ',
  ),
);
const activityVerbs = new Set(
  'involves includes consists comprises requires occurs happens promotes focuses seeks allows enables protects ensures measures determines exists uses'.split(
    ' ',
  ),
);
const leadPrepositions = new Set(
  'in for as at within among on under with from by through unlike like according during since'.split(' '),
);

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
  return [
    ...findings,
    ...findLeadingContext(input),
    ...findTheories(input),
    ...findInverse(input),
    ...findGerman(input),
  ];
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

interface Subject {
  terms: Span[];
  /** Index of the token after the subject: the verb. */
  end: number;
}

/** A subject that can be a term: determiner, up to five content words, an acronym in brackets, "or Y". */
function readSubject({ tokens, grammar, isKnown }: DefiningSentence, start: number): Subject | undefined {
  let at = start;
  while (isQuote(tokens[at])) at += 1;
  if (tokens[at] && isDeterminer(tokens[at], grammar?.determiners)) at += 1;
  at = skipIntroduction(tokens, at);
  const terms: Span[] = [];
  for (let part = 0; part < 3; part += 1) {
    while (isQuote(tokens[at]) || isDeterminer(tokens[at], grammar?.determiners)) at += 1;
    const from = at;
    while (isPhraseToken(tokens, at, from)) at += 1;
    if (at === from || at - from > 6 || tokens[at - 1]?.kind !== 'content') return undefined;
    terms.push({ from, to: at });
    while (isQuote(tokens[at])) at += 1;
    if (tokens[at]?.text === '(') at = afterBracket(tokens, at);
    const isAlternative =
      tokens[at]?.lower === 'or' || (tokens[at]?.text === ',' && tokens[at + 1]?.lower === 'or');
    if (!isAlternative) break;
    at += tokens[at]?.text === ',' ? 2 : 1;
  }
  if (tokens[at]?.text === ',' && terms.length > 1) at += 1;
  if (terms.some((term) => hasAnd(tokens, term) && !isKnown(term))) return undefined;
  at = skipAside(tokens, at);
  return at - start <= maxSubjectTokens + 18 ? { terms, end: at } : undefined;
}

/** "The concept of X", "the term X": the term is X. */
function skipIntroduction(tokens: Token[], at: number): number {
  const noun = tokens[at]?.lower ?? '';
  if (!introducingNouns.has(noun)) return at;
  if (tokens[at + 1]?.lower === 'of' && tokens[at + 2]?.kind === 'content') return at + 2;
  return ['term', 'word', 'concept', 'phrase'].includes(noun) && tokens[at + 1]?.kind !== 'stop'
    ? at + 1
    : at;
}

function isPhraseToken(tokens: Token[], at: number, from: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.kind === 'content') return true;
  if (token.kind === 'verb' && /ing$/.test(token.lower) && at === from) return true;
  const joins = ['of', 'by', 'for', 'and', 'the', 'in'].includes(token.lower) && at > from;
  const next = tokens[at + 1];
  return joins && (next?.kind === 'content' || (token.lower !== 'the' && next?.lower === 'the'));
}

function readPredicate(
  { sentence, tokens, grammar }: DefiningSentence,
  end: number,
): Pick<Finding, 'text' | 'pattern' | 'confidence'> | undefined {
  if (!grammar) return undefined;
  let at = end;
  while (tokens[at]?.kind === 'adverb' || softeners.has(tokens[at]?.lower ?? '')) at += 1;
  const verb = tokens[at]?.lower ?? '';
  const rest = (from: number) => sentence.text.slice(tokens[from]?.start ?? sentence.text.length);
  if (verb === 'refers' || verb === 'refer') {
    const to = tokens.findIndex((token, index) => index > at && index < at + 4 && token.lower === 'to');
    return to > 0 ? { text: rest(to + 1), pattern: 'refers-to', confidence: 0.98 } : undefined;
  }
  if (grammar.meaningVerbs.has(verb)) {
    const isClause = tokens[at + 1]?.lower === 'that';
    return isClause && verb.startsWith('mean')
      ? undefined
      : {
          text: rest(at + 1),
          pattern: 'means',
          confidence: /^means?$|^describes?$/.test(verb) ? 0.75 : 0.85,
        };
  }
  if (/^takes?$/.test(verb) && tokens[at + 1]?.lower === 'place' && tokens[at + 2]?.lower === 'when') {
    return { text: rest(at), pattern: 'takes-place', confidence: 0.75 };
  }
  if (verb === 'occurs' || verb === 'occur' || verb === 'happens') {
    const when = tokens[at + 1]?.lower ?? '';
    return when === 'when'
      ? { text: rest(at + 1), pattern: 'occurs-when', confidence: 0.8 }
      : weak('activity', 0.4);
  }
  if (theoryVerbs.has(verb) && tokens[at + 1]?.lower === 'that') return weak('holds-that', 0.55);
  if (activityVerbs.has(verb)) return weak('activity', 0.4);
  const passive =
    tokens[at]?.kind === 'stop' && /^(?:can|may|could|might)$/.test(verb) && tokens[at + 1]?.lower === 'be';
  if (!grammar.copulas.has(verb) && !passive) return undefined;
  return readCopula(tokens, at + (passive ? 2 : 1), grammar.determiners, rest, verb);
}

/** The whole sentence explains the term. */
const weak = (pattern: string, confidence: number) => ({ text: '', pattern, confidence });

function readCopula(
  tokens: Token[],
  start: number,
  determiners: ReadonlySet<string>,
  rest: (from: number) => string,
  verb: string,
): Pick<Finding, 'text' | 'pattern' | 'confidence'> | undefined {
  let at = start;
  while (tokens[at]?.kind === 'adverb' || softeners.has(tokens[at]?.lower ?? '')) at += 1;
  const next = tokens[at]?.lower ?? '';
  const after = tokens[at + 1]?.lower ?? '';
  if (/^(?:defined|described|understood|viewed|seen|thought|regarded|characterized|conceived)$/.test(next)) {
    const as = tokens.findIndex((token, index) => index > at && index < at + 4 && token.lower === 'as');
    if (as > 0)
      return {
        text: rest(as + 1),
        pattern: 'defined-as',
        confidence: next === 'defined' ? 0.98 : next === 'thought' ? 0.5 : 0.75,
      };
    return undefined;
  }
  if (next === 'when' || next === 'where') return { text: rest(at), pattern: 'is-when', confidence: 0.85 };
  if (next === 'how' || next === 'what') return { text: rest(at), pattern: 'is-what', confidence: 0.6 };
  const tense = verb === 'was' || verb === 'were' ? 0.15 : 0;
  if (
    determiners.has(next) &&
    next !== 'another' &&
    !(next === 'all' && !/s$/.test(after)) &&
    after !== 'same' &&
    after !== 'one' &&
    after !== 'most' &&
    after !== 'only'
  ) {
    if (
      tokens
        .slice(at, at + 4)
        .some(({ lower }) => /^(?:examples?|results?|reasons?|causes?|exception)$/.test(lower))
    )
      return undefined;
    const isGenus = tokens.slice(at, at + 6).some(({ lower }) => genusNouns.has(lower));
    const weakness =
      next === 'one' || next === 'each' ? 0.35 : /^(?:first|last|second|main|best)$/.test(after) ? 0.2 : 0;
    return { text: rest(at), pattern: 'is-a', confidence: (isGenus ? 0.9 : 0.7) - tense - weakness };
  }
  // "Interest groups are organizations that …"
  const relative = tokens
    .slice(at + 1, at + 9)
    .findIndex(({ lower }) => /^(?:that|who|which|whose|where)$/.test(lower));
  const isBare = tokens[at]?.kind === 'content' && !/(?:[^e]ed|ing|ful|ive|ous|able|ible)$/.test(next);
  if (isBare && relative >= 0) {
    const isGenus = tokens
      .slice(at, at + relative + 1)
      .some(({ lower }) => genusNouns.has(lower) || /[^s]s$/.test(lower));
    return isGenus ? { text: rest(at), pattern: 'is-bare', confidence: 0.7 - tense } : undefined;
  }
  return undefined;
}

const softeners = new Set(
  'also often usually generally typically sometimes simply then thus therefore essentially commonly best'.split(
    ' ',
  ),
);

/** "… work on disturbance theory suggests that …", "The first, pluralist theory, posits that …". */
function findTheories({ sentence, tokens, isKnown }: DefiningSentence): Finding[] {
  return tokens.flatMap((token, at) => {
    if (!theoryVerbs.has(token.lower) || tokens[at + 1]?.lower !== 'that') return [];
    const term = phraseBefore(tokens, tokens[at - 1]?.text === ',' ? at - 1 : at, isKnown);
    if (!term || !namingHeads.has(tokens[term.to - 1]?.lower ?? '')) return [];
    return [{ term, text: sentence.text, pattern: 'theory', confidence: 0.55 }];
  });
}

/** "Due process that ensures … is substantive due process.": the subject says what the last words mean. */
function findInverse({ sentence, tokens, grammar }: DefiningSentence): Finding[] {
  const end = tokens.findLastIndex(({ kind }) => kind !== 'mark') + 1;
  let from = end;
  while (tokens[from - 1]?.kind === 'content' && end - from < 5) from -= 1;
  const before = tokens[from - 1]?.lower === 'the' ? from - 2 : from - 1;
  const verb = tokens[before]?.lower ?? '';
  if (end - from < 2 && !looksTechnical(tokens[from]?.lower ?? '')) return [];
  if (from === end || !grammar?.copulas.has(verb) || before < 6) return [];
  const subject = tokens.slice(0, before);
  const isDescribing = subject.slice(1).some(({ lower }) => /^(?:that|which|who|of|by)$/.test(lower));
  const isPlain = !subject.some(
    ({ lower, text }) => grammar.copulas.has(lower) && text !== lower.toUpperCase(),
  );
  if (
    !isDescribing ||
    !isPlain ||
    /^(?:this|it|there|he|they|if|when|what|these|one|another)$/.test(subject[0]?.lower ?? '')
  )
    return [];
  const text = sentence.text.slice(0, tokens[before - 1]?.end);
  return [{ term: { from, to: end }, text, pattern: 'inverse', confidence: 0.6 }];
}

/** German: "Als X bezeichnet man …", "Unter X versteht man …". */
function findGerman({ sentence, tokens, grammar }: DefiningSentence): Finding[] {
  const opening = tokens[0]?.lower ?? '';
  if (!grammar?.meaningVerbs.has('bezeichnet') || !/^(?:als|unter)$/.test(opening)) return [];
  const verb = tokens.findIndex(({ lower }) => lower === 'bezeichnet' || lower === 'versteht');
  if (verb < 2 || verb > 6 || tokens[verb + 1]?.lower !== 'man') return [];
  const from = grammar.determiners.has(tokens[1]?.lower ?? '') ? 2 : 1;
  const text = sentence.text.slice(tokens[verb + 2]?.start ?? sentence.text.length);
  return [{ term: { from, to: verb }, text, pattern: 'defined-as', confidence: 0.9 }];
}

/** "X, sometimes called Y, is …": the verb after the aside. */
function skipAside(tokens: Token[], at: number): number {
  if (tokens[at]?.text !== ',' && tokens[at]?.text !== '—') return at;
  const mark = tokens[at]?.text;
  const close = tokens.findIndex((token, index) => index > at && index < at + 14 && token.text === mark);
  return close < 0 ? at : close + 1;
}

/** "In practice, …", "In essence, …" speak of no term. */
const stockPhrases = new Set(
  'practice essence theory reality response return particular general short sum turn effect contrast comparison conclusion summary hindsight reply'.split(
    ' ',
  ),
);

const hasAnd = (tokens: Token[], { from, to }: Span) =>
  tokens.slice(from, to).some(({ lower }) => lower === 'and');
const clauseJoiners = new Set('while whereas and but'.split(' '));

/** "In a unitary system, all officials …": the sentence says what holds in X. */
function findLeadingContext({ sentence, tokens, grammar }: DefiningSentence): Finding[] {
  const opening = tokens[0]?.lower ?? '';
  const isAccording = opening === 'according' && tokens[1]?.lower === 'to';
  if (!isAccording && !/^(?:in|under|with|through|by)$/.test(opening)) return [];
  let from = isAccording ? 2 : 1;
  if (isDeterminer(tokens[from], grammar?.determiners)) from += 1;
  from = skipIntroduction(tokens, from);
  let to = from;
  while (isPhraseToken(tokens, to, from)) to += 1;
  if (tokens[to]?.text !== ',' || to === from || to - from > 5) return [];
  const only = tokens[from]?.lower ?? '';
  if (to - from === 1 && (genericNouns.has(only) || stockPhrases.has(only))) return [];
  const text = sentence.text;
  const isName = /^\p{Lu}/u.test(tokens[from]?.text ?? '');
  return isName ? [] : [{ term: { from, to }, text, pattern: 'in-context', confidence: 0.35 }];
}

function afterBracket(tokens: Token[], at: number): number {
  const close = tokens.findIndex((token, index) => index > at && index < at + 8 && token.text === ')');
  return close < 0 ? at : close + 1;
}

const isQuote = (token: Token | undefined) => token !== undefined && /^[“”"‘’'«»*]$/.test(token.text);
const isDeterminer = (token: Token | undefined, determiners: ReadonlySet<string> | undefined) =>
  token !== undefined && (determiners?.has(token.lower) ?? false);
