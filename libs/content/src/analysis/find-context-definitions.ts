import type { DefiningSentence, Finding } from './find-definitions.ts';
import { genericNouns, looksTechnical, namingHeads } from './lexicon.ts';
import { phraseBefore } from './noun-phrases.ts';
import { theoryVerbs } from './read-predicate.ts';
import { isDeterminer, isPhraseToken, skipIntroduction } from './read-subject.ts';

/** Definitions that no single subject and verb give: by context, by the end of the sentence, in German. */
export const findContextDefinitions = (input: DefiningSentence): Finding[] => [
  ...findLeadingContext(input),
  ...findTheories(input),
  ...findInverse(input),
  ...findGerman(input),
];

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

/** "In practice, …", "In essence, …" speak of no term. */
const stockPhrases = new Set(
  'practice essence theory reality response return particular general short sum turn effect contrast comparison conclusion summary hindsight reply'.split(
    ' ',
  ),
);

/** "In a unitary system, all officials …": the sentence says what holds in X. */
function findLeadingContext({ sentence, tokens, grammar }: DefiningSentence): Finding[] {
  const opening = tokens[0]?.lower ?? '';
  const isAccording = opening === 'according' && tokens[1]?.lower === 'to';
  if (!isAccording && !/^(?:in|under|with|through|by)$/.test(opening)) return [];
  let from = isAccording ? 2 : 1;
  if (isDeterminer(tokens[from], grammar?.determiners)) from += 1;
  from = skipIntroduction(tokens, from);
  // "By counting the votes, …" speaks of an act, not of a term.
  const isAct =
    /ing$/.test(tokens[from]?.lower ?? '') && isDeterminer(tokens[from + 1], grammar?.determiners);
  if (tokens[from]?.kind === 'verb' || isAct) return [];
  let to = from;
  while (isPhraseToken(tokens, to, from)) to += 1;
  if (tokens[to]?.text !== ',' || to === from || to - from > 5) return [];
  const only = tokens[from]?.lower ?? '';
  if (to - from === 1 && (genericNouns.has(only) || stockPhrases.has(only))) return [];
  const text = sentence.text;
  const isName = /^\p{Lu}/u.test(tokens[from]?.text ?? '');
  return isName ? [] : [{ term: { from, to }, text, pattern: 'in-context', confidence: 0.35 }];
}
