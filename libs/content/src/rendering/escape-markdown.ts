/**
 * Makes text from a source safe inside Markdown: no HTML, link, image, heading or emphasis can come out of it,
 * while ordinary prose stays as it is. Addresses become code, which no renderer links.
 */
export const escapeMarkdown = (text: string): string => escapeLineStarts(escapeWith(text, escapeSigns));

/** The same on one line: for list items and paragraphs. */
export const escapeLine = (text: string): string => escapeMarkdown(oneLine(text));

/** Inside a line that starts with something else, such as a heading's marks: a number there starts no list. */
export const escapeInline = (text: string): string => escapeWith(oneLine(text), escapeSigns);

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

// What GitHub's renderer turns into a link by itself: http(s), ftp, www., mailto and e-mail addresses.
const address =
  /((?:(?:https?|ftp):\/\/|www\.|mailto:)[^\s<>]*[^\s<>.,;:!?"')\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/i;

const asCode = (part: string) => `\`${part.replaceAll('`', '')}\``;

const escapeWith = (text: string, escape: (part: string) => string) =>
  text
    .split(address)
    .map((part, index) => (index % 2 === 1 ? asCode(part) : escape(part)))
    .join('');

const escapeSigns = (text: string) =>
  text
    .replace(/[\\`*[\]~|]/g, '\\$&')
    // An underscore inside a word is harmless, and snake_case reads better without a backslash.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;');

const escapeLineStarts = (text: string) =>
  text
    .replace(/^(\s*)([#>+-]|={2,})/gm, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2')
    // Four blanks at the start of a line would make it code.
    .replace(/^[ \t]+/gm, '');
