const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  deg: '°',
  times: '×',
};

const decodeEntities = (text: string): string =>
  text
    .replace(/&([a-z]{2,6});/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/&#(\d{2,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)));

/** A line that is a heading or an item of a list is a sentence of its own. */
const endSentence = (line: string): string =>
  /[.!?:;,…]["')\]]*\s*$/.test(line) ? line : `${line.trimEnd()}.`;

function stripLine(line: string): string {
  if (/^\s*([-*_=]\s*){3,}$/.test(line) || /^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/.test(line)) return '';
  if (/^\s*\[[^\]]+\]:\s+\S+/.test(line)) return '';
  const quoted = line.replace(/^\s*(>\s?)+/, '');
  if (/^\s*\|.*\|\s*$/.test(quoted)) return endSentence(quoted.trim().slice(1, -1).replaceAll('|', ', '));
  const item = /^\s*(?:#{1,6}\s+|[-*+•]\s+|\d{1,3}[.)]\s+)(?:\[[ xX]\]\s+)?(.*?)(?:\s#+)?\s*$/.exec(
    quoted,
  )?.[1];
  if (item === undefined) return quoted;
  return /[\p{L}\p{N}]/u.test(item) ? endSentence(item) : '';
}

const readCode = (code: string): string =>
  code
    .replace(/\(\)/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_.]+(?=\w)/g, ' ');

const readFormula = (formula: string): string =>
  formula
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, ' $1 over $2 ')
    .replace(/\\sqrt\{([^{}]*)\}/g, ' the square root of $1 ')
    .replace(/\\(?:times|cdot)\b/g, ' × ')
    .replace(/\\([a-zA-Z]+)/g, ' $1 ')
    .replace(/[\\{}]/g, '');

/** A host is all of an address that a listener can use: "example dot com". */
const readAddress = (address: string): string =>
  address
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[/?#:].*$/s, '')
    .replaceAll('@', ' at ')
    .replaceAll('.', ' dot ');

/**
 * Leaves of Markdown, HTML and SSML the words that they mark up. Tags are dropped, never obeyed; scripts and
 * styles go with their content, code blocks become `codePhrase`, links their text, bare addresses their host.
 */
export function stripMarkup(text: string, codePhrase = 'Code example.'): string {
  return decodeEntities(
    text
      .replace(/```[^\n]*\n.*?(?:```|$)|~~~[^\n]*\n.*?(?:~~~|$)/gs, `\n${codePhrase}\n`)
      .replace(/<!--.*?(?:-->|$)/gs, ' ')
      .replace(/<(script|style)\b.*?(?:<\/\1\s*>|$)/gis, ' ')
      .replace(/<((?:https?:\/\/|mailto:)[^\s>]+)>/gi, '$1')
      .replace(/<\/?[a-z!?][^<>]{0,2000}>/gi, ' '),
  )
    .replace(/!\[([^\][]{0,300})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\[([^\][]{1,300})\](?:\([^)]{0,2000}\)|\[[^\][]{0,300}\])/g, '$1')
    .replace(/\s?\[(?:\^[^\][]{1,60}|\d+(?:\s*[,–-]\s*\d+)*)\]/g, '')
    .replace(/\$\$?([^$\n]*[\\^_=][^$\n]*)\$\$?/g, (_, formula: string) => readFormula(formula))
    .replace(/(?<!`)`{1,2}(?!`)([^`\n]{1,300})`{1,2}/g, (_, code: string) => readCode(code))
    .replace(
      /\b(?:https?|ftp):\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]|\bwww\.[a-z\d-]+\.[^\s<>"')\]]*[\w/]/gi,
      readAddress,
    )
    .replace(
      /(?<![\w.+-])(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)\b/gi,
      (_, address: string) => readAddress(address),
    )
    .split(/\r?\n/)
    .map(stripLine)
    .join('\n')
    .replace(/(\*\*\*|\*\*|~~)(?=\S)(.+?)(?<=\S)\1/gs, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)/gs, '$2');
}
