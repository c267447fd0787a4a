import { cleanText } from './clean-text.ts';

/**
 * Makes text from a source or a model safe inside Markdown: no HTML, link, image, footnote, formula,
 * template, table or heading can come out of it, while ordinary prose stays as it is. Addresses become code,
 * which no renderer links. What can't be seen goes.
 */
export const escapeMarkdown = (text: string): string => escapeLineStarts(escapeWith(cleanText(text)));

/** The same on one line: for list items and paragraphs. */
export const escapeLine = (text: string): string => escapeLineStarts(escapeWith(oneLine(text)));

/** Inside a line that starts with something else, such as a heading's marks: a number there starts no list. */
export const escapeInline = (text: string): string => escapeWith(oneLine(text));

const oneLine = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim();

// What renderers turn into a link by themselves: GitHub's http(s), ftp, www., mailto, xmpp and e-mail
// addresses, and linkify's names of hosts. Whatever has a scheme and what browsers would run are code as
// well, for good measure. Every repetition before the telling sign has a bound, so that a very long word
// takes no quadratic time.
const address = new RegExp(
  '(' +
    [
      String.raw`[a-z][a-z0-9+.-]{0,30}:\/\/[^\s<>]*`,
      String.raw`(?<![\p{L}\p{N}])\/\/[a-z0-9][^\s<>]*\.[^\s<>]+`,
      String.raw`www\.[^\s<>]+`,
      String.raw`(?:mailto|xmpp|javascript|vbscript|data|file|blob|tel|sms):[^\s<>]+`,
      String.raw`[\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})+(?:\/[^\s<>]*)?`,
      String.raw`(?:[\p{L}\p{N}-]{1,63}\.){1,9}(?:com|net|org|edu|gov|mil|int|info|biz|name|pro|web|shop|museum|aero|asia|coop|io|dev|app|xyz|top|example|test|рф|xn--[a-z0-9-]+)(?![\p{L}\p{N}])(?:[:/?#][^\s<>]*)?`,
      String.raw`(?:[\p{L}\p{N}-]{1,63}\.){1,9}[a-z]{2}[:/?#][^\s<>]*`,
    ].join('|') +
    ')',
  'iu',
);

/** Punctuation behind an address belongs to the sentence. */
function asCode(part: string): string {
  const [, inside = '', behind = ''] = /^(.*?)([.,;:!?"'”’)\]*_~]*)$/s.exec(part) ?? [];
  const code = inside.replaceAll('`', '');
  return code === '' ? escapeSigns(part) : `\`${code}\`${escapeSigns(behind)}`;
}

const escapeWith = (text: string) =>
  text
    .split(address)
    .map((part, index) => (index % 2 === 1 ? asCode(part) : escapeSigns(part)))
    .join('');

const escapeSigns = (text: string) =>
  text
    .replace(/[\\`*[\]~|{}$]/g, '\\$&')
    // An underscore inside a word is harmless, and snake_case reads better without a backslash.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;');

const escapeLineStarts = (text: string) =>
  text
    .replace(/^(\s*)([#>+-]|={2,}|=(?=\s*$)|:(?=[-=:]))/gm, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2')
    // Four blanks at the start of a line would make it code.
    .replace(/^[ \t]+/gm, '');
