const greek: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};

const signs: Readonly<Record<string, string>> = {
  '×': ' times ',
  '⋅': ' times ',
  '÷': ' divided by ',
  '±': ' plus or minus ',
  '≈': ' is about ',
  '≅': ' is about ',
  '≠': ' is not equal to ',
  '≤': ' is at most ',
  '≥': ' is at least ',
  '≡': ' is identical to ',
  '∝': ' is proportional to ',
  '∞': ' infinity ',
  '√': ' the square root of ',
  '∑': ' the sum of ',
  '∫': ' the integral of ',
  '∂': ' partial ',
  '∈': ' in ',
  '∪': ' union ',
  '∩': ' intersection ',
  '→': ' to ',
  '⟶': ' to ',
  '⇒': ' implies ',
  '⇌': ' in equilibrium with ',
  '←': ' from ',
  '↔': ' to and from ',
  '§': ' section ',
  '¶': ' paragraph ',
  '†': ' ',
  '‡': ' ',
};

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  ð: 'th',
  þ: 'th',
};

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const plain = '0123456789+-';
const fractions: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅛': '1/8',
};

/** Brings dashes, quotes, spaces, powers, fractions and Greek letters to plain spellings that later rules know. */
export function plainCharacters(text: string): string {
  return text
    .replace(/\u001b\[[\d;]*[A-Za-z]/g, '')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g,
      (character) => (character === '\u2028' || character === '\u2029' || character === '\r' ? '\n' : ''),
    )
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g,
      (run) => `^${[...run].map((character) => plain[superscripts.indexOf(character)]).join('')}`,
    )
    .replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080))
    .replace(/(\d)\s?([½⅓⅔¼¾⅕⅛])/g, (_, digit: string, sign: string) => `${digit} and ${fractions[sign]}`)
    .replace(/[½⅓⅔¼¾⅕⅛]/g, (sign) => fractions[sign] ?? sign)
    .replace(/[‘’‛ʼ′`´]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/−/g, '-')
    .replace(/[‐‑]/g, '-')
    .replace(/…/g, '...')
    .replace(/(?<=\d)\s?[µμ](?=[A-Za-z]\b)/g, ' u')
    .replace(/[α-ω]/gi, (letter) => ` ${greek[letter.toLowerCase()] ?? ''} `)
    .replace(/[×⋅÷±≈≅≠≤≥≡∝∞√∑∫∂∈∪∩→⟶⇒⇌←↔§¶†‡]/g, (sign) => signs[sign] ?? ' ');
}

/** What an English voice can be given: ASCII. Accents are taken off; emoji and other scripts are left out. */
export const toAscii = (text: string): string =>
  text
    .replace(/[ßæÆœŒøØłŁđðþ]/g, (letter) => letters[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\n\x20-\x7e]/g, ' ');
