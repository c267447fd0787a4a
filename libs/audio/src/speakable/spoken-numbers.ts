import { monthName } from './abbreviations.ts';
import { digitWords, numberWords, ordinalWords, pluralWords, yearWords } from './number-words.ts';
import { unitPattern, unitWords } from './units.ts';

const number = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?';
const scale = '(?:hundred|thousand|million|billion|trillion)';
const scaleOf: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  bn: 'billion',
  b: 'billion',
  tn: 'trillion',
};
const currencies: Readonly<Record<string, readonly [string, string, string]>> = {
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
  '£': ['pound', 'pounds', 'pence'],
  '¥': ['yen', 'yen', 'sen'],
};
const denominators: Readonly<Record<string, string>> = { '2': 'half', '3': 'third', '4': 'quarter' };
const elements = new Set(
  'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Cr Mn Fe Co Ni Cu Zn Br Ag Sn I Ba Au Hg Pb U'.split(
    ' ',
  ),
);

/** Four digits without a comma, 1100 to 2099: read as a year. A number of things reads well that way, too. */
const isYear = (text: string): boolean => /^(?:1[1-9]|20)\d\d$/.test(text);
const plainNumber = (text: string): string => (isYear(text) ? yearWords(text) : numberWords(text));
const signed = (sign: string | undefined): string => (sign === '-' ? 'minus ' : '');

function money(sign: string, amount: string, magnitude?: string): string {
  const [one = '', many = '', small = ''] = currencies[sign] ?? [];
  const scaled = magnitude === undefined ? undefined : (scaleOf[magnitude.toLowerCase()] ?? magnitude);
  if (scaled !== undefined) return `${numberWords(amount)} ${scaled} ${many}`;
  const [whole = '', part] = amount.split('.');
  const name = whole === '1' ? one : many;
  if (part === undefined || /^0+$/.test(part)) return `${numberWords(whole)} ${name}`;
  if (part.length !== 2) return `${numberWords(amount)} ${many}`;
  const cents = `${numberWords(String(Number(part)))} ${small}`;
  return whole === '0' ? cents : `${numberWords(whole)} ${name} and ${cents}`;
}

function fraction(above: string, below: string): string {
  const count = Number(below);
  if (count < 2 || count > 100 || Number(above) > 100)
    return `${numberWords(above)} over ${numberWords(below)}`;
  const name = denominators[below] ?? ordinalWords(below);
  const plural = name === 'half' ? 'halves' : `${name}s`;
  return `${numberWords(above)} ${above === '1' ? name : plural}`;
}

function clock(hours: string, minutes: string, half?: string): string {
  const past =
    minutes === '00'
      ? ''
      : minutes.startsWith('0')
        ? ` oh ${numberWords(minutes.slice(1))}`
        : ` ${numberWords(minutes)}`;
  const spoken = half === undefined ? '' : ` ${half.replaceAll('.', '').toUpperCase().split('').join(' ')}`;
  return `${numberWords(String(Number(hours)))}${past === '' && spoken === '' ? " o'clock" : past}${spoken}`;
}

const power = (isNegative: boolean, exponent: string): string =>
  !isNegative && exponent === '2'
    ? ' squared'
    : !isNegative && exponent === '3'
      ? ' cubed'
      : ` to the power of ${isNegative ? 'minus ' : ''}${numberWords(exponent)}`;

/** `C6H12O6` → "C 6 H 12 O 6"; undefined if it isn't made of element symbols. */
function formula(token: string): string | undefined {
  const parts = [...token.matchAll(/([A-Z][a-z]?)(\d*)/g)];
  if (parts.map(([whole]) => whole).join('') !== token) return undefined;
  if (!parts.every(([, symbol = '']) => elements.has(symbol))) return undefined;
  return parts
    .map(([, symbol = '', count]) => `${symbol.toUpperCase().split('').join(' ')} ${count}`.trim())
    .join(' ');
}

function mixed(token: string): string {
  const spelled = /^[A-Z]{1,4}\d/.test(token)
    ? token.replace(/^[A-Z]+/, (caps) => caps.split('').join(' '))
    : token;
  return spelled.replace(/(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])/g, ' ');
}

type Rule = readonly [pattern: RegExp, spoken: (...groups: string[]) => string];

/** In this order: each leaves words that no later rule takes for a number. */
const rules: readonly Rule[] = [
  [
    /\b(\d{4})-(\d\d)-(\d\d)\b/g,
    (whole, year = '', month = '', day = '') => {
      const name = monthName(Number(month));
      return name === undefined
        ? whole
        : `${name} ${ordinalWords(String(Number(day)))}, ${plainNumber(year)}`;
    },
  ],
  [
    new RegExp(`(?:US)?([$€£¥])\\s?(${number})(?:\\s?(${scale}|k|K|m|M|mn|bn|b|B|tn)(?![\\w]))?`, 'g'),
    (_, sign = '', amount = '', magnitude) => money(sign, amount, magnitude),
  ],
  [new RegExp(`(?<![\\w.])(${number})\\s?([€£¥])`, 'g'), (_, amount = '', sign = '') => money(sign, amount)],
  [
    /\b(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?:\s?([ap]\.?\s?m\b\.?))?/gi,
    (_, hours = '', minutes = '', half) => clock(hours, minutes, half),
  ],
  [/\b(\d+):(\d+)\b/g, (_, one = '', other = '') => `${numberWords(one)} to ${numberWords(other)}`],
  [
    /\b(\d{1,2})\s?([ap])\.?\s?m\b\.?/gi,
    (_, hours = '', half = '') => `${numberWords(hours)} ${half.toUpperCase()} M`,
  ],
  [
    /(?<![\w.])\d+(?:\.\d+){2,}(?![\w.]*\w)/g,
    (version) =>
      version
        .split('.')
        .map((part) => numberWords(part))
        .join(' point '),
  ],
  [
    new RegExp(`(?<![\\w.,])(${number})\\s?(?:x|times|\\*)\\s*10\\s?\\^\\s?(-?)(\\d+)`, 'g'),
    (_, base = '', sign, power = '') =>
      `${numberWords(base)} times ten to the power of ${signed(sign)}${numberWords(power)}`,
  ],
  [
    new RegExp(`(?<![\\w.,])(${number})\\s?(?:-|–|—|\\bto\\b)\\s?(?=${number}\\s?(?:${unitPattern}))`, 'g'),
    (_, from = '') => `${numberWords(from)} to `,
  ],
  [
    new RegExp(`(?<![\\w.,^-])(-?)(${number})(?:\\s?|-)${unitPattern}`, 'g'),
    (whole, sign, amount = '', name = '', raised, per, perPower) => {
      // Not units: the decade in "1990s", the sizes in "4K" and "3A".
      if (/^\d?\d?\d0s$|\d[AKN]$/.test(whole)) return whole;
      const isAdjective = /\d-[a-z]/i.test(whole);
      const words = unitWords(amount === '1' || isAdjective, name, raised, per, perPower);
      return `${signed(sign)}${numberWords(amount)} ${words}`;
    },
  ],
  [/\^\s?\{?(-?)(\d+)\}?/g, (_, sign, exponent = '') => power(sign === '-', exponent)],
  [/(?<![\w.])'?(\d{2}|\d{4})'?s\b/g, (_, decade = '') => pluralWords(plainNumber(decade))],
  [/\b(\d[\d,]*)(?:st|nd|rd|th)\b/g, (_, digits = '') => ordinalWords(digits)],
  [/(?<![\w./])(\d+)\/(\d+)(?![\w/]|\.\d)/g, (_, above = '', below = '') => fraction(above, below)],
  [/\b([A-Z]*\d*[A-Za-z]+\d[A-Za-z\d]*|\d+[A-Za-z]+\d*)\b/g, (token) => formula(token) ?? mixed(token)],
  [
    /\b((?:1[1-9]|20)\d\d)\s?[-–—]\s?(\d\d)\b(?![\d-])/g,
    (_, from = '', to = '') => `${yearWords(from)} to ${numberWords(String(Number(to)))}`,
  ],
  [
    new RegExp(`(?<![\\w.,-])(${number})\\s?[-–—]\\s?(${number})(?![\\w-]|\\.\\d)`, 'g'),
    (_, from = '', to = '') => `${plainNumber(from)} to ${plainNumber(to)}`,
  ],
  [/(?<=[A-Za-z])-(?=\d)/g, () => ' '],
  [new RegExp(`(?<![\\w.,)])-(?=\\.?\\d)`, 'g'), () => 'minus '],
  [/(?<![\d.])\.(\d+)/g, (_, digits = '') => ` point ${digitWords(digits)}`],
  [new RegExp(number, 'g'), (digits) => ` ${plainNumber(digits)} `],
];

/** Writes every number out in words, with its unit, currency, date, time, range or formula. */
export const spellNumbers = (text: string): string =>
  rules.reduce((current, [pattern, spoken]) => current.replace(pattern, spoken), text);
