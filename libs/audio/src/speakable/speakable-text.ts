import { splitText } from './split-text.ts';
import { expandAbbreviations } from './abbreviations.ts';
import { plainCharacters, toAscii } from './characters.ts';
import { stripMarkup } from './markup.ts';
import { spellNumbers } from './spoken-numbers.ts';

/** Part of a voice's id: to be raised with any change to what `speakableText` returns. */
export const speakableVersion = 1;

const romanNumerals: Readonly<Record<string, string>> = {
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
  V: '5',
  VI: '6',
  VII: '7',
  VIII: '8',
  IX: '9',
  X: '10',
  XI: '11',
  XII: '12',
};

const spellRomans = (text: string): string =>
  text.replace(
    /\b(War|Chapter|Part|Volume|Section|Act|Type|Phase|Stage|Class|Book|Figure|Table)\s+(XI{0,2}|IX|IV|V?I{1,3}|V)\b/g,
    (_, noun: string, numeral: string) => `${noun} ${romanNumerals[numeral] ?? numeral}`,
  );

const speakDashes = (text: string): string =>
  text
    .replace(/\s*—\s*|\s+[–-]+\s+|\s*--+\s*/g, (dash, offset: number, source: string) =>
      /\d\s*$/.test(source.slice(0, offset)) && /^\d/.test(source.slice(offset + dash.length)) ? '–' : ', ',
    )
    .replace(/–(?!\d)|(?<!\d)–/g, '-');

/** Signs that are known by the digits beside them: before the numbers are spelled. */
const speakOperators = (text: string): string =>
  text
    .replace(/(?<=[\w)])\s*(?:==?|:=)\s*(?=[\w(-])/g, ' equals ')
    .replace(/(?<=[\w)])\s+<=\s+(?=[\w(-])/g, ' is at most ')
    .replace(/(?<=[\w)])\s+>=\s+(?=[\w(-])/g, ' is at least ')
    .replace(/(?<=[\w)])\s+<\s+(?=[\w(-])/g, ' is less than ')
    .replace(/(?<=[\w)])\s+>\s+(?=[\w(-])/g, ' is greater than ')
    .replace(/(?<=\w)\s*[=-]>\s*(?=\w)/g, ' to ')
    .replace(/(?<=[\w)])\s+\+\s+(?=[\w(])|(?<=\d)\+(?=\d)/g, ' plus ')
    .replace(/(?<=\b\d+)\+(?!\w)/g, ' plus')
    .replace(/(?<=\d)(?:\s*\*\s*|\s?x\s?)(?=\d)/g, ' times ')
    .replace(/(?<=\d\s?[%°])\s?[-–]\s?(?=\d)/g, ' to ')
    .replace(/~\s*(?=\d)/g, 'about ')
    .replace(/[#№]\s?(?=\d)/g, 'number ');

/** Signs between words: after the numbers, whose units may hold them (`km/h`). */
const speakSigns = (text: string): string =>
  text
    .replace(/(\w)\s*&\s*(?=\w)/g, '$1 and ')
    .replace(/(?<=[a-z])@(?=\w)/gi, ' at ')
    .replace(/(?<=\w)\s?%/g, ' percent')
    .replace(/°\s?/g, ' degrees ')
    .replace(/\band\/or\b/gi, 'and or')
    .replace(/(?<![\w.~])[.~]{0,2}\/[\w./-]*\w/g, (path) => path.replaceAll('/', ' slash '))
    .replace(/(?<=\w)(?:\/|\s\/\s)(?=\w)/g, ' or ');

/** Quotes and brackets become the short pause that a reader makes, or nothing. */
const speakPunctuation = (text: string, alphabet: Alphabet): string =>
  text
    .replace(/"/g, '')
    .replace(/(?<![A-Za-z])'|'(?![A-Za-z])/g, '')
    .replace(/\s*[([{]\s*/g, ', ')
    .replace(/\s*[)\]}]\s*(?=[\w])/g, ', ')
    .replace(/\s*[)\]}]/g, '')
    .replace(/\s*\|\s*/g, ', ')
    .replace(/\.{2,}(?=\s*(?:[A-Z]|$))/g, '.')
    .replace(/\.{2,}/g, ', ')
    .replace(/([!?])[!?.]+/g, '$1')
    .replace(alphabet === 'ascii' ? /[^A-Za-z\d\s.,;:!?'-]/g : /[^\p{L}\p{M}\p{N}\s.,;:!?'-]/gu, ' ')
    .replace(/(?<![\p{L}\d])-+|-+(?![\p{L}\d])/gu, ' ')
    // A paragraph's end is a sentence's end; any other line break is a space.
    .replace(/(?<![.!?:;,\s])\s*\n\s*\n/g, '. ')
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[.,;:!?])/g, '')
    .replace(/[,;:](?:\s*[,;:])+/g, ',')
    .replace(/[,;:]\s*(?=[.!?])/g, '')
    .replace(/([.!?])\s*(?:[.,;:]\s*)+/g, '$1 ')
    .replace(/^[\s.,;:!?-]+/, '')
    .trim();

/** Some voices know ASCII alone; others say any letter. */
type Alphabet = 'ascii' | 'any';

/**
 * English text as it is to be read aloud. Numbers, units, symbols and abbreviations are written out; Markdown, HTML,
 * SSML, addresses and emoji are reduced to their words or left out. Empty if there is nothing to say.
 * @param alphabet with `ascii` (the default) accents are taken off and other scripts are left out
 */
export function speakableText(text: string, alphabet: Alphabet = 'ascii'): string {
  if (!/[\p{L}\p{N}]/u.test(text)) return '';
  const plain = calm(plainCharacters(stripMarkup(calm(text.toWellFormed()))));
  const spoken = splitText(plain, pieceCharacters)
    .map((piece) => speakPiece(piece, alphabet))
    .filter(Boolean)
    .join(' ');
  return (alphabet === 'ascii' ? /[A-Za-z]/ : /\p{L}/u).test(spoken) ? spoken : '';
}

/** Rules look around them: on pieces of bounded length their cost stays in proportion to the text's. */
const pieceCharacters = 1000;

function speakPiece(piece: string, alphabet: Alphabet): string {
  const words = speakSigns(
    spellNumbers(speakOperators(speakDashes(spellRomans(expandAbbreviations(piece))))),
  );
  return speakPunctuation(calm(alphabet === 'ascii' ? toAscii(words) : words), alphabet);
}

/** Long runs of blanks and dots say no more than short ones. */
export const calm = (text: string): string =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\.{4,}/g, '...');
