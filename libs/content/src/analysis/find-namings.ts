import type { DefiningSentence, Finding } from './find-definitions.ts';
import type { Span } from './noun-phrases.ts';
import type { Token } from './tokens.ts';

const auxiliaries = new Set('is are was were be been being has have'.split(' '));
const fillers = new Set(
  'also often commonly usually generally typically sometimes simply frequently formally now better widely collectively otherwise'.split(
    ' ',
  ),
);
const pronouns = new Set('this that these those it they he she we which who'.split(' '));

/** "… is called X", "…, known as X, …", "… referred to as X", "what some call X". */
export function findNamings(input: DefiningSentence): Finding[] {
  const { tokens } = input;
  const findings: Finding[] = [];
  tokens.forEach((token, at) => {
    const next = termStart(tokens, at, token, input);
    if (next === undefined) return;
    const term = phraseAfter(tokens, next);
    if (!term) return;
    const finding = describe(input, at, term);
    if (finding) findings.push(finding);
  });
  return findings;
}

/** Index of the token after the naming verb and its "as", or undefined when `at` names nothing. */
function termStart(
  tokens: Token[],
  at: number,
  token: Token,
  { grammar }: DefiningSentence,
): number | undefined {
  const next = (offset: number) => tokens[at + offset]?.lower ?? '';
  if (token.lower === 'referred' && next(1) === 'to' && next(2) === 'as') return at + 3;
  if (token.lower === 'known' || token.lower === 'described') {
    const as = [1, 2, 3].find((offset) => next(offset) === 'as');
    return as && token.lower === 'known' ? at + as + 1 : undefined;
  }
  if (token.lower === 'called' && next(1) === 'for') return undefined;
  const called = namedObject(tokens, at);
  if (called !== undefined) return called;
  if (/^calls?$/.test(token.lower)) {
    return /^(?:what|which)$/.test(tokens[at - 2]?.lower ?? '') ? at + 1 : undefined;
  }
  return grammar?.naming.has(token.lower) ? at + 1 : undefined;
}

/** "Sailors call such a wind a gale: a wind that …": index of the name's article. */
function namedObject(tokens: Token[], at: number): number | undefined {
  if (!/^call(?:s|ed)?$/.test(tokens[at]?.lower ?? '')) return undefined;
  if (!/^(?:such|this|that|these|those)$/.test(tokens[at + 1]?.lower ?? '')) return undefined;
  const name = [3, 4, 5].find((offset) => /^an?$/.test(tokens[at + offset]?.lower ?? ''));
  return name && tokens[at + name - 1]?.kind === 'content' ? at + name : undefined;
}

/** The noun phrase right after a naming verb, without determiner and quotation marks. */
function phraseAfter(tokens: Token[], start: number): Span | undefined {
  let from = start;
  while (
    /^(?:the|a|an|either|simply|[“"‘'«*])$/.test(tokens[from]?.lower ?? '') ||
    tokens[from]?.kind === 'adverb'
  )
    from += 1;
  let to = from;
  while (
    tokens[to]?.kind === 'content' ||
    (to === from && tokens[to]?.kind === 'verb' && /ing$/.test(tokens[to]?.lower ?? ''))
  )
    to += 1;
  const isCapital = (at: number) => /^\p{Lu}/u.test(tokens[at]?.text ?? '');
  if (isCapital(to - 1) && /^(?:to|for|of|and|on)$/.test(tokens[to]?.lower ?? '') && isCapital(to + 1)) {
    while (
      isCapital(to) ||
      (/^(?:to|for|of|and|on|the|in)$/.test(tokens[to]?.lower ?? '') && isCapital(to + 1))
    )
      to += 1;
  }
  const connector = tokens[to]?.lower;
  if ((connector === 'of' || connector === 'by') && tokens[to + 1]?.kind === 'content') {
    to += 2;
    while (tokens[to]?.kind === 'content') to += 1;
  }
  return to > from && to - from <= 6 ? { from, to } : undefined;
}

function describe(
  { sentence, tokens, previous }: DefiningSentence,
  at: number,
  term: Span,
): Finding | undefined {
  let verb = at - 1;
  while (fillers.has(tokens[verb]?.lower ?? '') || tokens[verb]?.kind === 'adverb') verb -= 1;
  const isFinite = auxiliaries.has(tokens[verb]?.lower ?? '') || tokens[verb]?.lower === 'be';
  let subjectEnd = verb;
  if (isFinite)
    while (
      auxiliaries.has(tokens[subjectEnd]?.lower ?? '') ||
      /^(?:can|may|would|could)$/.test(tokens[subjectEnd]?.lower ?? '')
    )
      subjectEnd -= 1;
  const first = tokens[0]?.lower ?? '';
  const subject = tokens[subjectEnd]?.lower ?? '';
  if (isFinite && pronouns.has(first) && subjectEnd <= 3) {
    // "This view is known as X": the sentence before says what X is.
    if (!previous || previous.passage !== sentence.passage || previous.words.length < 6) return undefined;
    return {
      term,
      text: previous.text,
      pattern: 'this-is-called',
      confidence: previous.standsAlone ? 0.6 : 0.4,
      isBefore: true,
    };
  }
  if (isFinite && (subject === 'which' || subject === 'that' || subject === ',')) subjectEnd -= 1;
  if (isFinite && subject !== 'what' && subject !== 'which' && subject !== 'that' && !pronouns.has(subject)) {
    const text = sentence.text.slice(clauseStart(tokens, subjectEnd), tokens[subjectEnd]?.end ?? 0);
    return { term, text, pattern: 'is-called', confidence: text.split(' ').length >= 5 ? 0.9 : 0.55 };
  }
  return describeReduced(sentence.text, tokens, at, term);
}

/** "a plan called X", "the rules, known as X, …", "a process (called X) …". */
function describeReduced(text: string, tokens: Token[], at: number, term: Span): Finding {
  let end = at - 1;
  while (fillers.has(tokens[end]?.lower ?? '') || tokens[end]?.kind === 'adverb') end -= 1;
  while (/^(?:[,(—–]|which|that|is|are|was|were|often|also)$/.test(tokens[end]?.lower ?? '')) end -= 1;
  const before = text.slice(nounPhraseStart(tokens, end), tokens[end]?.end ?? 0);
  if (tokens[term.to]?.text === ':') {
    return { term, text: text.slice(tokens[term.to + 1]?.start ?? 0), pattern: 'called', confidence: 0.9 };
  }
  const comma = tokens[term.to]?.text === ',' ? 1 : 0;
  const after = tokens[term.to + comma]?.lower ?? '';
  if (
    after === 'whereby' ||
    (after === 'in' && tokens[term.to + comma + 1]?.lower === 'which' && before.split(' ').length < 4)
  ) {
    const skip = after === 'in' ? 2 : 1;
    return {
      term,
      text: text.slice(tokens[term.to + comma + skip]?.start ?? 0),
      pattern: 'called-whereby',
      confidence: 0.7,
    };
  }
  if (/^calls?$/.test(tokens[at]?.lower ?? '')) {
    return { term, text, pattern: 'called-sentence', confidence: 0.45 };
  }
  const continuation = /^(?:that|which|in|by|where|whereby|for)$/.test(after)
    ? text.slice(tokens[term.to]?.start ?? 0)
    : '';
  if (continuation && before.split(' ').length <= 4 && before !== '') {
    // "a process called osmosis in which water …": words before and after the name make the definition.
    return { term, text, pattern: 'called-sentence', confidence: 0.6 };
  }
  if (before.split(' ').length >= 5 && startsLikeDefinition.test(before))
    return { term, text: before, pattern: 'called', confidence: 0.75 };
  return { term, text, pattern: 'called-sentence', confidence: 0.5 };
}

const startsLikeDefinition = /^(?:an?|the|any|one|every|each) /i;

/** Where the clause that ends at token `end` starts in the text. */
function clauseStart(tokens: Token[], end: number): number {
  let at = 0;
  const comma = tokens.findIndex((token, index) => index < end && index <= 12 && token.text === ',');
  if (
    comma > 0 &&
    /^(?:in|for|as|at|on|however|thus|unlike|while|although|when|if|because|since|although)$/.test(
      tokens[0]?.lower ?? '',
    )
  ) {
    at = comma + 1;
  }
  for (let index = end; index > at; index -= 1) {
    if (tokens[index]?.text === ';' || tokens[index]?.text === ':') return tokens[index + 1]?.start ?? 0;
  }
  return tokens[at]?.start ?? 0;
}

/** The start of the noun phrase, relative clause included, that ends at token `end`. */
function nounPhraseStart(tokens: Token[], end: number): number {
  for (let at = end; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token?.text === ',' || token?.text === ';' || token?.text === '—' || token?.text === '(') {
      return tokens[at + 1]?.start ?? 0;
    }
    if (token && (auxiliaries.has(token.lower) || token.kind === 'verb') && at < end - 2) {
      const rest = tokens[at + 1];
      if (rest && startsLikeDefinition.test(`${rest.lower} `)) return rest.start;
    }
  }
  return 0;
}
