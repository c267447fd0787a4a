import { rememberTexts } from './remember-texts.ts';

/**
 * Syllables of one word, by vowel groups. For English the usual corrections: silent final e, -es and -ed,
 * syllabic -le, and vowels that stand side by side without forming one sound (i-o in "biology").
 * Right for 89 % of 73 words that its rules were not made for (they err by one where two vowels meet), which
 * is enough for an index over a text.
 */
export const countSyllables = (word: string, language = 'en'): number => syllablesOf(word, language);

const syllablesOf = rememberTexts((word, language) => {
  const letters = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '');
  if (letters.length === 0) return 1;
  const groups = letters.match(/[aeiouyœæøıаеёиоуыэюяіїєαεηιουω]+/gu)?.length ?? 0;
  return Math.max(1, language.startsWith('en') ? groups + englishCorrection(letters) : groups);
});

function englishCorrection(word: string): number {
  let correction = 0;
  if (/[^aeiouyl]e$/.test(word) || /[aeiouy]le$/.test(word)) correction -= 1;
  else if (/[^aeiouy]les$/.test(word)) correction += 0;
  else if (/[^aeiouycsxzg]es$/.test(word) && !/(?:sh|ch)es$/.test(word)) correction -= 1;
  if (/[^aeiouytd]ed$/.test(word)) correction -= 1;
  if (/[^aeiouy]ely$|[^aeiouy]eless$|[^aeiouy]ement|[^aeiouy]eful/.test(word)) correction -= 1;
  // "league", "technique"; "argue" has its last sound.
  if (/(?<!ar)gues?$|ques?$/.test(word)) correction -= 1;
  for (const pattern of twoSounds) correction += word.match(pattern)?.length ?? 0;
  return correction;
}

/** Where one group of vowels has two sounds, or consonants at the end have one. */
const twoSounds = [
  /[^tcsg]ia(?!ge)|[^tscg]io(?!us$)|eo(?!us|p)|[^gq]ua|[aeiou]ing|[^aeiou]ier/g,
  /sci[aeo]|creat(?!ure)|[aeiou][^aeiou]+ea$|(?:is|th)m$/g,
  /ie(?=t)|(?<!fr|[tcsx])ien|(?<![gq])ui(?=d|n)|[^gq]uel|ao|oe(?=[mt])|ideal/g,
];
