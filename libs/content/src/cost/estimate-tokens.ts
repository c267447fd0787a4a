import { type CharacterTally, tallyCharacters } from './tally-characters.ts';

/**
 * About how many tokens Gemini counts in a text.
 *
 * Fitted to what Gemini reported for answers in public recordings, and to the counts of the tokenizer of Gemma 3, which
 * agrees with those reports, on texts in 70 languages. Within 10 % for English, 20 % for most languages of Europe,
 * Chinese, Japanese and Korean; up to 45 % too low for languages that the tokenizer knows little of. See docs/cost.md.
 */
export const estimateTokens = (text: string): number => tokensOf(tallyCharacters(text));

/**
 * More tokens than a text will have: what a reservation counts with. It holds for all that `estimateTokens` was fitted
 * to, for source code, digits, base64 and random letters, at two to three times the real count of ordinary prose. It is
 * no proof: a text made of rare characters can pass it. Never more than a token a byte of UTF-8, which no text passes.
 */
export const mostTokens = (text: string): number => mostTokensOf(tallyCharacters(text));

/** Where one word in fifty is “the”, all words are taken for English. */
const articleShare = 0.02;

/** The weights are tokens a character, or a run of them. Digits, spaces and line breaks are exact for Gemma 3. */
export function tokensOf(tally: CharacterTally): number {
  const english =
    tally.latinWords === 0 ? 0 : Math.min(1, tally.englishArticles / tally.latinWords / articleShare);
  const latin =
    0.88 * tally.latinWords +
    (0.23 * english + 0.55 * (1 - english)) * tally.latinOverlength +
    0.76 * tally.accentedLetters;
  const runs =
    tally.digits +
    tally.spacesBeforeDigits +
    tally.newlineRuns +
    tally.spaceRuns +
    1.18 * tally.punctuationRuns;
  const scripts =
    0.28 * tally.cyrillic +
    0.4 * tally.greek +
    0.54 * tally.hebrew +
    0.36 * tally.arabic +
    0.32 * tally.indic +
    0.33 * tally.thai +
    0.41 * tally.kana +
    0.65 * tally.han +
    0.7 * tally.hangul +
    0.51 * tally.other +
    0.5 * tally.surrogates;
  return Math.ceil(latin + runs + scripts);
}

/** As `tokensOf`, with weights that random characters of each class don't pass. */
export function mostTokensOf(tally: CharacterTally): number {
  const latin =
    0.45 * tally.latinWords + 0.55 * tally.latinLetters + tally.accentedLetters + 0.2 * tally.caseChanges;
  const runs = tally.digits + tally.newlines + tally.looseSpaces + tally.punctuationMarks;
  const scripts =
    0.8 * tally.cyrillic +
    0.85 * tally.greek +
    0.95 * (tally.hebrew + tally.arabic) +
    1.1 * (tally.indic + tally.thai) +
    tally.kana +
    1.4 * (tally.han + tally.hangul) +
    2 * (tally.other + tally.surrogates);
  // Sums of such weights are a hair too large at times.
  return Math.ceil(latin + runs + scripts - 1e-6);
}
