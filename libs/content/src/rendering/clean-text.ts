/**
 * Text without what can't be seen but acts: control characters, marks that turn the direction of what
 * follows, tag characters, and blanks without width, which hide an address from whoever looks for one.
 * Joiners stay, which Persian and emoji need. Every kind of line end becomes `\n`.
 */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u000b\u000c\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '');

const invisible =
  /[\u0000-\u0009\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
