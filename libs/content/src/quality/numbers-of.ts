import { rememberTexts } from './remember-texts.ts';

/** A number as it is written, and every value that the spelling may mean ("1.000" is a thousand or one). */
export interface FoundNumber {
  text: string;
  values: number[];
  /** Written in letters. */
  isSpelled: boolean;
}

const spelled: Record<string, string> = {
  en: 'zero 0 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90',
  de: 'null 0 zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwölf 12 dreizehn 13 vierzehn 14 fünfzehn 15 sechzehn 16 siebzehn 17 achtzehn 18 neunzehn 19 zwanzig 20 dreißig 30 vierzig 40 fünfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90',
  fr: 'zéro 0 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 dix 10 onze 11 douze 12 treize 13 quatorze 14 quinze 15 seize 16 vingt 20 trente 30 quarante 40 cinquante 50 soixante 60',
  es: 'cero 0 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece 13 catorce 14 quince 15 veinte 20 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90',
  it: 'zero 0 due 2 tre 3 quattro 4 cinque 5 sei 6 sette 7 otto 8 nove 9 dieci 10 undici 11 dodici 12 venti 20 trenta 30 quaranta 40 cinquanta 50 sessanta 60 settanta 70 ottanta 80 novanta 90',
  pt: 'zero 0 dois 2 duas 2 três 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze 11 doze 12 vinte 20 trinta 30 quarenta 40 cinquenta 50 sessenta 60 setenta 70 oitenta 80 noventa 90',
  nl: 'nul 0 twee 2 drie 3 vier 4 vijf 5 zes 6 zeven 7 acht 8 negen 9 tien 10 elf 11 twaalf 12 twintig 20 dertig 30 veertig 40 vijftig 50 zestig 60 zeventig 70 tachtig 80 negentig 90',
};

const scales: Record<string, number> = Object.fromEntries(
  (
    'hundred 100 thousand 1e3 million 1e6 millions 1e6 billion 1e9 billions 1e9 trillion 1e12 hundert 100 tausend 1e3 millionen 1e6 ' +
    'milliarde 1e9 milliarden 1e9 cent 100 cents 100 mille 1e3 milliard 1e9 milliards 1e9 cien 100 mil 1e3 millón 1e6 millones 1e6 ' +
    'cento 100 mila 1e3 milione 1e6 milioni 1e6 miliardo 1e9 miliardi 1e9 milhão 1e6 milhões 1e6 honderd 100 duizend 1e3 miljoen 1e6 miljard 1e9'
  )
    .split(' ')
    .flatMap((word, index, all) => (index % 2 === 0 ? [[word, Number(all[index + 1])]] : [])),
);

/** Sevenths and the like are too rare to be worth a table. */
const shares: Record<string, number[]> = {
  half: [50, 0.5],
  ...{ quarter: [25, 0.25], third: [33], thirds: [67], double: [2], twice: [2], both: [2], pair: [2] },
  ...{ dozen: [12], triple: [3], hälfte: [50], viertel: [25], doppelt: [2], beide: [2], dutzend: [12] },
  ...{
    moitié: [50],
    quart: [25],
    douzaine: [12],
    dizaine: [10],
    vingtaine: [20],
    trentaine: [30],
    centaine: [100],
    mitad: [50],
    metà: [50],
    metade: [50],
  },
};

const dictionaries = new Map<string, ReadonlyMap<string, number>>();

// Digits inside a word ("CO2", "COVID-19") belong to the word; "20th", "1990s" and "5km" are numbers.
const letter = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]`;
const digitsPattern =
  String.raw`(?<!${letter}|\p{N}|\p{Lu}-)(\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?!\p{N})` +
  `(?:(?:st|nd|rd|th|s|er|e|ème|º|ª)(?!${letter})|(?!${letter})` +
  `|(?=(?:km|cm|mm|kg|mg|ml|nm|m|g|l|h|k|K|C|F)(?!${letter})))`;
const token = new RegExp(String.raw`${digitsPattern}|\p{L}+`, 'gu');

/** Thin and unbreakable spaces become blanks; exponents and list numbers go. */
const plainOf = (text: string) =>
  text
    .replace(/[⁻⁰¹²³⁴-⁹]+/gu, ' ')
    .normalize('NFKC')
    .replace(/^[ \t]*\(?\d{1,2}[.)](?=\s)/gm, ' ');

/** The numbers that a text states, in digits or in words; "one" is more often an article and left out. */
export const numbersOf: (text: string, language: string) => readonly FoundNumber[] =
  rememberTexts(readNumbers);

function readNumbers(text: string, language: string): FoundNumber[] {
  const dictionary = dictionaryOf(language);
  const found: (FoundNumber & { end: number })[] = [];
  const plain = plainOf(text);
  for (const match of plain.matchAll(token)) {
    const [written, digits] = match;
    const end = match.index + written.length;
    const lower = written.toLowerCase();
    const previous = found.at(-1);
    const isNext = previous !== undefined && /^[\s-]*$/.test(plain.slice(previous.end, match.index));
    const scale = Object.hasOwn(scales, lower) ? scales[lower] : undefined;
    const value = digits === undefined ? dictionary.get(lower) : undefined;
    if (digits !== undefined) {
      found.push({ text: written, values: readingsOf(digits), isSpelled: false, end });
    } else if (scale !== undefined && isNext) {
      previous.values = previous.values.map((number) => number * scale);
      Object.assign(previous, { text: `${previous.text} ${written}`, end });
    } else if (value !== undefined && isNext && previous.isSpelled && value < 10) {
      previous.values = previous.values.map((number) => number + value);
      Object.assign(previous, { text: `${previous.text} ${written}`, end });
    } else if (value !== undefined) {
      found.push({ text: written, values: [value], isSpelled: true, end });
    }
  }
  return found.map(({ text: written, values, isSpelled }) => ({ text: written, values, isSpelled }));
}

/**
 * Every value that a text gives grounds for: its numbers, shares in words ("half" for 50), and the years of
 * "1990–95".
 */
export const valuesIn: (text: string, language: string) => ReadonlySet<number> = rememberTexts(readValues);

function readValues(text: string, language: string): Set<number> {
  const values = new Set(numbersOf(text, language).flatMap((number) => number.values));
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    for (const value of (Object.hasOwn(shares, word) ? shares[word] : undefined) ?? []) values.add(value);
    const scale = Object.hasOwn(scales, word) ? scales[word] : undefined;
    if (scale !== undefined) values.add(scale);
  }
  for (const [, century = '', last = ''] of text.matchAll(/\b(\d\d)\d\d\s?[-–/]\s?(\d\d)\b/g)) {
    values.add(Number(century + last));
  }
  for (const [digits] of text.matchAll(/(?<=[\p{L}-])\d+|\d+(?=[\p{L}-])/gu)) values.add(Number(digits));
  return values;
}

/** Whether a word, lower-cased, is a number or a scale ("million"): it counts as a number, not as a word. */
export const isNumberWord = (word: string, language: string): boolean =>
  dictionaryOf(language).has(word) || Object.hasOwn(scales, word);

function readingsOf(digits: string): number[] {
  const parts = digits.split(/[.,'’ ]/);
  if (parts.length === 1) return [Number(digits)];
  const isDecimal = /[.,]\d+$/.test(digits);
  const isGrouped = parts.slice(1).every((part) => part.length === 3);
  return [
    ...(isGrouped ? [Number(parts.join(''))] : []),
    ...(isDecimal ? [Number(`${parts.slice(0, -1).join('')}.${parts.at(-1)}`)] : []),
  ];
}

function dictionaryOf(language: string): ReadonlyMap<string, number> {
  const tag = language.slice(0, 2).toLowerCase();
  const known = dictionaries.get(tag);
  if (known) return known;
  const words = (Object.hasOwn(spelled, tag) ? spelled[tag] : undefined)?.split(' ') ?? [];
  const dictionary = new Map(
    words.flatMap((word, index) => (index % 2 === 0 ? [[word, Number(words[index + 1])] as const] : [])),
  );
  dictionaries.set(tag, dictionary);
  return dictionary;
}
