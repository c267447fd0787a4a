import type { Sentence } from './analysis.ts';
import { standsAlone } from './stands-alone.ts';
import { wordsOf } from './words.ts';

/** Connectives that a sentence can do without; "for example" is none: the sentence stays an example. */
const connective =
  /^(?:however|moreover|furthermore|additionally|in addition|thus|therefore|hence|consequently|as a result|accordingly|nevertheless|nonetheless|indeed|in fact|in short|in sum|of course|overall|in general|generally|more generally|finally|similarly|likewise|still|yet|in other words|at the same time),? (?=\S)/i;
const innerConnective =
  /, (?:however|therefore|thus|moreover|for example|for instance|of course|in fact|indeed|in turn|on the other hand|by contrast|in contrast),/g;
/** Brackets with three words or more, or with a year; an acronym stays. */
const aside = / \((?=[^()\s]*\s[^()\s]*\s|[^()]{0,80}\d{4})[^()]{1,300}\)/g;

/** The sentence without connectives and bracketed asides; its words still stand in its range. */
export function condense(sentence: Sentence, isEnglish: boolean): Sentence {
  if (!isEnglish) return sentence;
  const shorter = sentence.text.replace(aside, '').replace(connective, '').replace(innerConnective, '');
  const text = shorter.charAt(0).toUpperCase() + shorter.slice(1);
  if (text === sentence.text) return sentence;
  const words = wordsOf(text);
  return { ...sentence, text, words, standsAlone: standsAlone(text, words, isEnglish) };
}
