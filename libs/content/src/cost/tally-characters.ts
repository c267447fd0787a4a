/** Runs of characters that a tokenizer treats alike, counted over a text. All that the estimates of tokens look at. */
export interface CharacterTally {
  /** Runs of Latin letters. */
  latinWords: number;
  latinLetters: number;
  /** Letters of Latin words beyond the seventh. */
  latinOverlength: number;
  /** Latin letters outside ASCII. */
  accentedLetters: number;
  /** A capital after a small letter in one word. */
  caseChanges: number;
  /** The word “the”: where it is common, the text is English, whose words tokenizers know best. */
  englishArticles: number;
  digits: number;
  newlines: number;
  newlineRuns: number;
  /** Runs of two and more spaces. */
  spaceRuns: number;
  /** Spaces and tabs, except for one between two words. */
  looseSpaces: number;
  spacesBeforeDigits: number;
  punctuationRuns: number;
  punctuationMarks: number;
  cyrillic: number;
  greek: number;
  hebrew: number;
  arabic: number;
  indic: number;
  thai: number;
  kana: number;
  han: number;
  hangul: number;
  /** Letters and symbols of the rest of the basic plane. */
  other: number;
  /** Halves of surrogate pairs: emoji and rare scripts. */
  surrogates: number;
}

const scripts = [
  'cyrillic',
  'greek',
  'hebrew',
  'arabic',
  'indic',
  'thai',
  'kana',
  'han',
  'hangul',
  'other',
] as const;
const classes = ['latin', 'digit', 'newline', 'space', 'punctuation', 'surrogate', ...scripts] as const;

type CharacterClass = (typeof classes)[number];

const usualWordLetters = 7;

/** One pass over the text: a megabyte takes some milliseconds. */
export function tallyCharacters(text: string): CharacterTally {
  const tally = createTally();
  let end = 0;
  for (let start = 0; start < text.length; start = end) {
    const code = classCodes[text.charCodeAt(start)];
    end = start + 1;
    while (end < text.length && classCodes[text.charCodeAt(end)] === code) end += 1;
    tallyRun(tally, text, classes[code ?? 0] ?? 'other', start, end);
  }
  return tally;
}

function tallyRun(
  tally: CharacterTally,
  text: string,
  kind: CharacterClass,
  start: number,
  end: number,
): void {
  const length = end - start;
  switch (kind) {
    case 'latin':
      return tallyWord(tally, text, start, end);
    case 'digit':
      tally.digits += length;
      return;
    case 'newline':
      tally.newlines += length;
      tally.newlineRuns += 1;
      return;
    case 'space':
      return tallySpaces(tally, text, start, end);
    case 'punctuation':
      tally.punctuationRuns += 1;
      tally.punctuationMarks += length;
      return;
    case 'surrogate':
      tally.surrogates += length;
      return;
    default:
      tally[kind] += length;
  }
}

function tallyWord(tally: CharacterTally, text: string, start: number, end: number): void {
  const length = end - start;
  tally.latinWords += 1;
  tally.latinLetters += length;
  tally.latinOverlength += Math.max(0, length - usualWordLetters);
  if (length === 3 && isArticle(text, start)) tally.englishArticles += 1;
  let afterSmall = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) tally.accentedLetters += 1;
    const isCapital = code >= 0x41 && code <= 0x5a;
    if (isCapital && afterSmall) tally.caseChanges += 1;
    afterSmall = !isCapital;
  }
}

const isArticle = (text: string, at: number) =>
  (text.charCodeAt(at) | 0x20) === 0x74 &&
  text.charCodeAt(at + 1) === 0x68 &&
  text.charCodeAt(at + 2) === 0x65;

function tallySpaces(tally: CharacterTally, text: string, start: number, end: number): void {
  const length = end - start;
  if (length > 1) tally.spaceRuns += 1;
  const next = end < text.length ? classes[classCodes[text.charCodeAt(end)] ?? 0] : 'newline';
  if (length === 1 && next === 'digit') tally.spacesBeforeDigits += 1;
  if (length > 1 || next === 'digit' || next === 'newline' || next === 'punctuation')
    tally.looseSpaces += length;
}

/** By ranges of Unicode. */
function classOf(code: number): CharacterClass {
  if (code < 0x80) return classOfAscii(code);
  if (code < 0x250) return code === 0xa0 ? 'space' : isLatin1Symbol(code) ? 'punctuation' : 'latin';
  if (code < 0x370) return 'other';
  if (code < 0x400) return 'greek';
  if (code < 0x530) return 'cyrillic';
  if (code >= 0x590 && code < 0x600) return 'hebrew';
  if ((code >= 0x600 && code < 0x780) || (code >= 0xfb50 && code < 0xfe00)) return 'arabic';
  if (code >= 0x900 && code < 0xe00) return 'indic';
  if (code >= 0xe00 && code < 0xe80) return 'thai';
  if (code >= 0x1e00 && code < 0x1f00) return 'latin';
  if (code >= 0x1f00 && code < 0x2000) return 'greek';
  if (code >= 0x2000 && code < 0x2070) return 'punctuation';
  if ((code >= 0x3000 && code < 0x3040) || (code >= 0xff00 && code < 0xff66)) return 'punctuation';
  if ((code >= 0x3040 && code < 0x3100) || (code >= 0xff66 && code < 0xffa0)) return 'kana';
  if ((code >= 0x3400 && code < 0xa000) || (code >= 0xf900 && code < 0xfb00)) return 'han';
  if (code >= 0xac00 && code < 0xd7b0) return 'hangul';
  return code >= 0xd800 && code < 0xe000 ? 'surrogate' : 'other';
}

const isLatin1Symbol = (code: number) =>
  (code < 0xc0 && code !== 0xaa && code !== 0xb5 && code !== 0xba) || code === 0xd7 || code === 0xf7;

function classOfAscii(code: number): CharacterClass {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return 'latin';
  if (/\d/.test(character)) return 'digit';
  if (/[\n\r]/.test(character)) return 'newline';
  return /\s/.test(character) ? 'space' : 'punctuation';
}

/** By UTF-16 code unit, the index of its class: looked up rather than computed, since texts can have a megabyte. */
const classCodes = Uint8Array.from({ length: 0x10000 }, (_, code) => classes.indexOf(classOf(code)));

function createTally(): CharacterTally {
  return {
    latinWords: 0,
    latinLetters: 0,
    latinOverlength: 0,
    accentedLetters: 0,
    caseChanges: 0,
    englishArticles: 0,
    digits: 0,
    newlines: 0,
    newlineRuns: 0,
    spaceRuns: 0,
    looseSpaces: 0,
    spacesBeforeDigits: 0,
    punctuationRuns: 0,
    punctuationMarks: 0,
    cyrillic: 0,
    greek: 0,
    hebrew: 0,
    arabic: 0,
    indic: 0,
    thai: 0,
    kana: 0,
    han: 0,
    hangul: 0,
    other: 0,
    surrogates: 0,
  };
}
