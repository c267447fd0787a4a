import type { DefiningSentence, Finding } from './find-definitions.ts';
import { genusNouns } from './lexicon.ts';
import type { Token } from './tokens.ts';

export const theoryVerbs = new Set(
  'posits suggests holds argues states asserts claims proposes maintains assumes contends predicts emphasizes stresses'.split(
    ' ',
  ),
);

const activityVerbs = new Set(
  'involves includes consists comprises requires occurs happens promotes focuses seeks allows enables protects ensures measures determines exists uses'.split(
    ' ',
  ),
);

const softeners = new Set(
  'also often usually generally typically sometimes simply then thus therefore essentially commonly best'.split(
    ' ',
  ),
);

/** What a predicate says of its subject, when it defines; an empty text stands for the whole clause. */
export function readPredicate(
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
    const next = tokens[at + 1]?.lower;
    const isClause = next === 'that' && verb.startsWith('mean');
    // "Darwin describes how …": somebody tells something.
    const isTelling = next === 'how' && /^describes?$/.test(verb);
    return isClause || isTelling
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
