const belowTwenty =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales = ['', ' thousand', ' million', ' billion', ' trillion'];
const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function belowThousand(value: number): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const words = hundreds > 0 ? [`${belowTwenty[hundreds]} hundred`] : [];
  if (rest >= 20)
    words.push(`${tens[Math.floor(rest / 10)]}${rest % 10 > 0 ? ` ${belowTwenty[rest % 10]}` : ''}`);
  else if (rest > 0) words.push(`${belowTwenty[rest]}`);
  return words.join(' ');
}

/** Digit by digit: `007` → "zero zero seven". */
export const digitWords = (digits: string): string =>
  [...digits].map((digit) => belowTwenty[Number(digit)]).join(' ');

/**
 * A number as it stands in a text, without sign: `1,234.50` → "one thousand two hundred thirty four point five
 * zero". Past 15 digits, or with zeros in front, it is read digit by digit.
 */
export function numberWords(text: string): string {
  const [whole = '', fraction] = text.replaceAll(',', '').split('.');
  const tail = fraction === undefined || fraction === '' ? '' : ` point ${digitWords(fraction)}`;
  if (whole.length > 15 || (whole.length > 1 && whole.startsWith('0'))) return digitWords(whole) + tail;
  const groups: string[] = [];
  for (let rest = Number(whole), scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale++)
    if (rest % 1000 > 0) groups.unshift(belowThousand(rest % 1000) + (scales[scale] ?? ''));
  return (groups.length > 0 ? groups.join(' ') : 'zero') + tail;
}

/** `21` → "twenty first". */
export function ordinalWords(text: string): string {
  const words = numberWords(text).split(' ');
  const last = words.pop() ?? '';
  const ordinal = irregularOrdinals[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ordinal].join(' ');
}

/** `1984` → "nineteen eighty four", `2007` → "two thousand seven", `1905` → "nineteen oh five". */
export function yearWords(text: string): string {
  const year = Number(text);
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (century % 10 === 0 && rest < 10) return numberWords(text);
  if (rest === 0) return `${numberWords(String(century))} hundred`;
  return `${numberWords(String(century))} ${rest < 10 ? 'oh ' : ''}${numberWords(String(rest))}`;
}

/** "nineteen ninety" → "nineteen nineties", "six" → "sixes". */
export const pluralWords = (words: string): string =>
  words.endsWith('y') ? `${words.slice(0, -1)}ies` : /[xsh]$/.test(words) ? `${words}es` : `${words}s`;
