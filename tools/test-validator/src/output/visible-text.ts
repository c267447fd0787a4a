/** Controls, marks that turn the direction of writing or show nothing, and separators that break a line. */
const hidden =
  /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Text on one line in which nothing acts: what would move the cursor, colour, break the line or turn the direction of
 * writing is shown by a sign or its number instead. White space becomes spaces.
 */
export const visibleText = (text: string): string =>
  text
    .replace(/\r\n?|[\n\t]/g, ' ')
    .toWellFormed()
    .replace(hidden, signOf);

/** The same for a line of source, whose tabs keep their width. */
export const visibleSource = (line: string, tabWidth = 4): string =>
  visibleText(line.replaceAll('\t', ' '.repeat(tabWidth)));

function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  // Joins the parts of one emoji or letter, and does nothing else.
  if (code === 0x200d || code === 0x200c) return character;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
