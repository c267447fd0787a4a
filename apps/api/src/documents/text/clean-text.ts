/** Controls, byte order marks inside of the text, and hyphens that are seen only at the end of a line. */
const unwanted = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\ufeff]/g;
const lineEnds = /\r\n|[\r\u000b\f\u0085\u2028\u2029]/g;

/** Well-formed Unicode, `\n` for every kind of line end, no control characters but it and the tab. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(lineEnds, '\n').replace(unwanted, '').trim();
