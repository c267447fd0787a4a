import { firstWordInSentence, type Spelling } from '../phrases.ts';
import type { Tagger, Token } from './tagger.ts';

/** A statement taken apart at its verb, so that it can be asked about. */
export interface Clause {
  /** An opening phrase up to its comma: "In a presidential regime,". Empty when there is none. */
  opening: string;
  subject: string;
  subjectIsPlural: boolean;
  /** Whether the subject names a person. */
  isPerson: boolean;
  /** Adverbs between subject and verb. */
  adverbs: string;
  /** The first verb, as it stands. */
  verb: string;
  /** `be`, `have`, `can` … swap places with the subject in a question; other verbs need `do`. */
  isAuxiliary: boolean;
  /** Base form of a main verb. */
  infinitive: string;
  tense: 'past' | 'present';
  /** What follows the verb, without the sign at the end. */
  rest: string;
}

export interface ClauseReader {
  tagger: Tagger;
  spelling: Spelling;
}

const auxiliaries = /^(?:is|are|was|were|can|could|may|might|must|shall|should|will|would|do|does|did)$/i;
const copulas = /^(?:is|are|was|were)$/i;
const pastAuxiliaries = /^(?:was|were|did|had|could|would)$/i;
/** Words that point outside the clause. `their` and `its` mostly point to its subject and may stay. */
export const looseReference =
  /\b(?:he|she|it|they|them|him|his|her|hers|this|these|those|such|here|there|also|too|then|therefore|thus|however|hence|former|latter|above|below|following|we|us|our|you|your|i|my|one such|another|other|others|again|instead|itself|themselves)\b/i;

const maxSubjectWords = 12;

/**
 * Reads a clause "subject verb rest". Undefined when it is not surely one: no noun before the verb,
 * subject and verb that don't agree, signs inside the subject, references to other sentences.
 */
export function readClause(text: string, reader: ClauseReader): Clause | undefined {
  const bare = text.trim().replace(/[.!;,:]+["”’]*$/, (end) => end.replace(/[.!;,:]/g, ''));
  const { opening, main } = splitOpening(bare);
  if (looseReference.test(main.split(' ').slice(0, maxSubjectWords).join(' '))) return undefined;
  if (/n['’]t\b|[;:()]/.test(main)) return undefined;
  const tokens = asStatement(reader.tagger.tag(main.replace(/\bcannot\b/, 'can not')));
  const at = tokens.findIndex(isVerb);
  if (at < 1 || at > maxSubjectWords) return undefined;
  const subjectTokens = trimAdverbs(tokens.slice(0, at));
  const verb = tokens[at];
  if (!verb || !isNounPhrase(subjectTokens)) return undefined;
  const subject = joined(subjectTokens);
  const subjectIsPlural = isPluralSubject(subjectTokens);
  const rest = joined(tokens.slice(at + 1));
  const isAuxiliary =
    auxiliaries.test(verb.text) || (/^(?:has|have|had)$/i.test(verb.text) && isParticipleNext(tokens, at));
  const tense = isPast(verb) ? 'past' : 'present';
  if (!agrees(verb.text, subjectIsPlural, isAuxiliary, tense)) return undefined;
  if (!isAuxiliary && (verb.after.trim() !== '' || hasSecondVerb(tokens.slice(at + 1)))) return undefined;
  return {
    opening,
    subject: decapitalised(subject, subjectTokens, reader),
    subjectIsPlural,
    isPerson: isPerson(subjectTokens),
    adverbs: joined(tokens.slice(subjectTokens.length, at)),
    verb: verb.text,
    isAuxiliary,
    infinitive: isAuxiliary ? verb.text : baseForm(verb.text, tense, subjectIsPlural, reader.tagger),
    tense,
    rest,
  };
}

/** A statement does not start with its verb: "Leaves look green" is about leaves. */
function asStatement(tokens: Token[]): Token[] {
  const [first, ...others] = tokens;
  if (!first?.tags.has('Verb') || auxiliaries.test(first.text) || first.tags.has('Gerund')) return tokens;
  return [{ ...first, tags: new Set(['Noun', /s$/.test(first.text) ? 'Plural' : 'Singular']) }, ...others];
}

/** "Why" + "cells need energy" → "why do cells need energy": the clause in the order of a question. */
export function asQuestion(questionWord: string, clause: Clause, rest = clause.rest): string {
  const { opening, subject, adverbs, verb, isAuxiliary, infinitive, subjectIsPlural, tense } = clause;
  const help = tense === 'past' ? 'did' : subjectIsPlural ? 'do' : 'does';
  const parts = isAuxiliary
    ? [opening, questionWord, verb.toLowerCase(), subject, adverbs, rest]
    : [opening, questionWord, help, subject, adverbs, infinitive, rest];
  const text = parts
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/\s*[.,;:!]*$/, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}?`;
}

/** "In a presidential regime, candidates appeal …" → the phrase before the comma, and the rest. */
function splitOpening(text: string): { opening: string; main: string } {
  const found =
    /^((?:In|Within|Under|At|During|For|Among|By|Through|Across|Throughout|On) [^,]{3,60},) (.+)$/s.exec(
      text,
    );
  const opening = found?.[1] ?? '';
  if (!found || looseReference.test(opening) || /ing\b/.test(opening.split(' ')[1] ?? ''))
    return { opening: '', main: text };
  return { opening, main: found[2] ?? '' };
}

const isVerb = ({ tags, text }: Token) =>
  (tags.has('Verb') || auxiliaries.test(text)) &&
  !tags.has('Gerund') &&
  !tags.has('Adjective') &&
  !/^(?:including|according|based|given)$/i.test(text);

function trimAdverbs(tokens: Token[]): Token[] {
  const last = tokens.at(-1);
  return last && (last.tags.has('Adverb') || /ly$/.test(last.text))
    ? trimAdverbs(tokens.slice(0, -1))
    : tokens;
}

const nominal = [
  'Noun',
  'Determiner',
  'Adjective',
  'Preposition',
  'Value',
  'Possessive',
  'Acronym',
  'Gerund',
];

function isNounPhrase(tokens: Token[]): boolean {
  const last = tokens.at(-1);
  if (!last || tokens.length > maxSubjectWords || !last.tags.has('Noun') || last.tags.has('Pronoun'))
    return false;
  if (tokens.some(({ tags }) => tags.has('Pronoun') && !tags.has('Possessive'))) return false;
  if (
    tokens.some(({ text }) =>
      /^(?:that|which|who|whom|whose|what|when|where|while|although|if|as|because|how|why|but|not|to|than|only|even|both|either|neither|unlike|like)$/i.test(
        text,
      ),
    )
  )
    return false;
  if (tokens.some(({ after, text }) => /[^\s]/.test(after) || /["“”—–]/.test(text))) return false;
  const first = tokens[0];
  if (first?.tags.has('Preposition') && !first.tags.has('Determiner')) return false;
  return tokens.every(({ tags, text }) => /^(?:and|or)$/i.test(text) || nominal.some((tag) => tags.has(tag)));
}

function isPluralSubject(tokens: Token[]): boolean {
  const preposition = tokens.findIndex(
    ({ tags, text }) =>
      tags.has('Preposition') || /^(?:of|in|for|to|with|between|on|at|by|from)$/i.test(text),
  );
  const head = preposition > 0 ? tokens.slice(0, preposition) : tokens;
  if (head.some(({ text }) => /^and$/i.test(text))) return true;
  const noun = head.at(-1);
  return (
    noun !== undefined &&
    (noun.tags.has('Plural') ||
      /^(?:people|children|men|women|data|bacteria|mitochondria|some|many|most)$/i.test(noun.text))
  );
}

const isPast = ({ tags, text }: Token) => tags.has('PastTense') || pastAuxiliaries.test(text);

function isParticipleNext(tokens: Token[], at: number): boolean {
  const next = tokens.slice(at + 1).find(({ tags }) => !tags.has('Adverb') && !tags.has('Negative'));
  return (
    next !== undefined &&
    (next.tags.has('PastTense') || next.tags.has('Participle') || /^(?:been|had)$/.test(next.text))
  );
}

/** Taggers confuse nouns and verbs that look alike; a verb that doesn't agree with its subject is none. */
function agrees(verb: string, isPlural: boolean, isAuxiliary: boolean, tense: 'past' | 'present'): boolean {
  const word = verb.toLowerCase();
  if (/^(?:is|was|does|has)$/.test(word)) return !isPlural;
  if (/^(?:are|were|do|have)$/.test(word)) return isPlural;
  if (isAuxiliary || tense === 'past') return true;
  return isPlural !== /[^s]s$/.test(word);
}

/** A second finite verb before any comma or link: the first was a participle ("the party elected in 2010 won"). */
function hasSecondVerb(tokens: Token[]): boolean {
  for (const { tags, text, after } of tokens) {
    if (
      /^(?:that|which|who|whom|whose|what|when|where|how|why|because|and|or|but|if|as|to|while|whether|than|by)$/i.test(
        text,
      )
    )
      return false;
    if (copulas.test(text) || tags.has('Modal') || (tags.has('Auxiliary') && !tags.has('Gerund')))
      return true;
    if (/[,;]/.test(after)) return false;
  }
  return false;
}

const isPerson = (tokens: Token[]) =>
  tokens.length >= 2 &&
  tokens.length <= 4 &&
  tokens.every(({ text, tags }) => /^\p{Lu}/u.test(text) && (tags.has('ProperNoun') || tags.has('Person'))) &&
  tokens.some(({ tags }) => ['FirstName', 'MaleName', 'FemaleName'].some((tag) => tags.has(tag)));

function baseForm(verb: string, tense: 'past' | 'present', isPlural: boolean, tagger: Tagger): string {
  if (tense === 'present' && isPlural) return verb.toLowerCase();
  return tagger.infinitive(verb, tense === 'past' ? 'PastTense' : 'PresentTense');
}

const nameTags = ['ProperNoun', 'Person', 'Place', 'Organization', 'Acronym', 'Demonym'];

/** The first word loses the capital that the start of the sentence gave it. */
function decapitalised(subject: string, tokens: Token[], { spelling }: ClauseReader): string {
  const first = tokens[0];
  if (!first) return subject;
  const isSmall =
    first.tags.has('Determiner') && /^(?:the|a|an|some|many|most|all|every|each|no|any)$/i.test(first.text);
  // What the tagger takes for a plural or an adjective, and for no name, is common even where it stands only here.
  const isPlainPlural =
    ['Plural', 'Adjective'].some((tag) => first.tags.has(tag)) &&
    !nameTags.some((tag) => first.tags.has(tag)) &&
    !/(?:ist|an|ese|ish)s?$/.test(first.text) &&
    !/\p{Lu}.*\p{Lu}/u.test(first.text);
  return (
    (isSmall || isPlainPlural ? first.text.toLowerCase() : firstWordInSentence(first.text, spelling)) +
    subject.slice(first.text.length)
  );
}

const joined = (tokens: Token[]) =>
  tokens
    .map(({ text, after }) => text + after)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
