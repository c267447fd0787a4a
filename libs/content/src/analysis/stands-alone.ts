import { hasPlainVerb } from './find-references.ts';

const danglingStart =
  /^(?:this|that|these|those|it|its|he|she|they|his|her|their|them|him|such|however|therefore|thus|hence|moreover|furthermore|additionally|nevertheless|nonetheless|instead|otherwise|consequently|accordingly|meanwhile|similarly|likewise|conversely|finally|also|and|but|or|nor|so|yet|then|for example|for instance|in contrast|by contrast|on the other hand|in other words|in addition|as a result|as such|in fact|indeed|for this reason|in this|in these|in that|at this|at that|here|there|still|rather|further|another|other|others|both|neither|either|one|some|the former|the latter|the same|again|besides|after all|above all|of course|as mentioned|as noted|as discussed|as we|as you|to this end|under these|under this|with this|with these|because of this|despite this|given this|let|i|we|you|my|your|our)(?![\p{L}\p{N}])/iu;
const fragment =
  /^(?:figure|table|chapter|see|source|image|photo|video|credit|click|watch|read more|note)\b[\s:]/i;
const danglingAnywhere =
  /\b(?:this chapter|this section|this book|this figure|this video|this image|as shown|above|the following)\b|(?<![\p{L}\p{N}])(?:my|me)(?![\p{L}\p{N}])|\b(?:at|see|from|visit|this|these) ?[).]|:$/iu;
/** "When the school sets its fees: politics." has no main clause. */
const bareRemark = /[:;] \S+(?: \S+)?[.!]$/;
/** "Week 3 (May 4): Rivers.": an entry of a plan. */
const planEntry =
  /^(?:week|day|session|lecture|module|unit|lesson|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[^.]{0,30}:/i;

/** "I" speaks of the author; in "World War I", "Elizabeth I" and "type I" it counts. */
const firstPerson =
  /(?<!(?:^|[^\p{L}])(?:\p{Lu}[\p{L}.’'-]*|type|class|phase|stage|part|level|group|grade|complex|\p{L}*system|factor|article|act|volume) )(?<![\p{L}\p{N}])I(?=['’ ]\p{Ll})/u;

/** Whether a reader understands the sentence without the one before it. */
export function standsAlone(text: string, words: string[], isEnglish: boolean): boolean {
  if (words.length < 5) return false;
  if (!/^["“‘'«(]?[\p{Lu}\p{N}]/u.test(text) || !/[.!…]["”’')\]]*$/.test(text)) return false;
  if (text.includes('?') || text.split(': ').length > 2) return false;
  if (danglingStart.test(text) || fragment.test(text) || danglingAnywhere.test(text)) return false;
  if (firstPerson.test(text) || bareRemark.test(text) || planEntry.test(text)) return false;
  return isBalanced(text) && (!isEnglish || hasPlainVerb(text));
}

const isBalanced = (text: string) =>
  count(text, '(') === count(text, ')') &&
  count(text, '“') === count(text, '”') &&
  count(text, '"') % 2 === 0;

const count = (text: string, character: string) => text.split(character).length - 1;
