import { genericNouns } from '../../analysis/lexicon.ts';
import { listed } from '../phrases.ts';
import { type ClauseReader, looseReference, readClause } from './clause.ts';

const claimVerb =
  /^(?<main>[^,;:—]{3,80}?(?:, [^,]{3,60},)?) (?<verb>argued|argues|argue|believed|believes|believe|held|holds|maintained|maintains|claimed|claims|claim|proposed|proposes|concluded|predicted|predicts|warned|insisted|contended|contends|taught|posited|posits) that (?<claim>.+)$/;

export const claimHint =
  / (?:argue|belie|hold|held|maintain|claim|propos|conclud|predict|warn|insist|contend|taught|posit)\p{L}* that /u;

const infinitives: Record<string, string> = { held: 'hold', taught: 'teach' };

/** "Aristotle argued that …" → "What did Aristotle argue?" */
export function askClaim(sentence: string, reader: ClauseReader): string | undefined {
  const { main = '', verb = '' } = claimVerb.exec(sentence)?.groups ?? {};
  const subject = main.replace(/, [^,]+,$/, '');
  if (subject === '') return undefined;
  const clause = readClause(`${subject} ${verb} something`, reader);
  if (!clause || clause.isAuxiliary || clause.opening || looseReference.test(clause.subject))
    return undefined;
  if (vagueClaimants.test(clause.subject)) return undefined;
  const help = clause.tense === 'past' ? 'did' : clause.subjectIsPlural ? 'do' : 'does';
  return `What ${help} ${clause.subject} ${infinitives[verb] ?? clause.infinitive}?`;
}

/** Who is meant only the sentence before tells. */
const vagueClaimants =
  /^(?:some|many|most|others|critics|people|scholars|researchers|scientists|historians|experts|observers|the (?:theory|author|study|text|article|book|view|argument|idea))\b/i;

const numbers = 'Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten';
const enumeration = new RegExp(
  `^(?:The )?(?<number>${numbers}) (?<rest>(?:\\p{Ll}[\\p{L}-]* ){1,3}\\p{L}[^,:;—]{5,80}?)(?:: (?<items>.+)|—.+)$`,
  'iu',
);

export const enumerationHint = new RegExp(`^(?:The )?(?:${numbers}) `, 'i');

/** "Three factors limit growth: light, …" → "Which three factors limit growth?" */
export function askList(sentence: string): string | undefined {
  const { number, rest } = enumeration.exec(sentence)?.groups ?? {};
  if (number === undefined || rest === undefined || looseReference.test(rest)) return undefined;
  if (/\b(?:that|which|who|is|are|was|were|as follows)$/.test(rest)) return undefined;
  return `Which ${number.toLowerCase()} ${rest.trim()}?`;
}

const suchAs =
  /(?<![\p{L}-])(?<kind>(?:\p{Ll}[\p{L}-]+ )?\p{Ll}[\p{L}-]+[^s\P{L}]s),? such as (?<items>[^.;:()—]{5,120})/u;
export const examplesHint = / such as /;
const notAdjective =
  /^(?:of|in|on|at|to|for|by|with|from|and|or|the|a|an|as|its|their|his|her|our|other|certain|various|many|some|several|all|most|different|these|those|that|this|use|uses|include|includes|includes?|has|have|into|are|is|via|both|any|no|more|few|such|like|over|about|between|than|through)$/i;

/** "nocturnal animals, such as owls and bats" → "What examples of nocturnal animals are given?" */
export function askExamples(sentence: string): string | undefined {
  const { kind = '', items = '' } = suchAs.exec(sentence)?.groups ?? {};
  const words = kind.split(' ').filter((word, index, all) => index === all.length - 1 || isAdjective(word));
  const last = words.at(-1) ?? '';
  if (last.length < 4 || (words.length === 1 && genericNouns.has(last)) || !/,| (?:and|or) /.test(items))
    return undefined;
  return `What examples of ${words.join(' ')} does the text give?`;
}

const isAdjective = (word: string) =>
  !notAdjective.test(word) && /(?:al|ic|ous|ive|ar|ary|ble|ern|an|ed|ent|ant|ful)$/.test(word);

/** "What is the difference between a and b?" for two terms with articles. */
export const differenceBetween = (one: string, other: string): string =>
  `What is the difference between ${listed([one, other], 'and')}?`;
