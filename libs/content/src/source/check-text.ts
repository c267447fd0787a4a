import { ContentError } from '../errors.ts';

/** Lengths of a source after trimming, in characters (UTF-16 code units). */
export const minSourceCharacters = 50;
export const maxSourceCharacters = 1_000_000;

/** Above this share of control characters a text is taken for a binary file that somebody opened as text. */
const maxControlShare = 0.01;
// U+FFFD is what a decoder writes for bytes that are no UTF-8.
const controlCharacters = /[\u0001-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufffd]/g;

/** @throws ContentError `source-invalid` with the reason, when `text` can't be a source. */
export function checkText(text: string): void {
  const { length } = text.trim();
  if (length < minSourceCharacters) {
    throw invalid(`the source has ${length} characters, at least ${minSourceCharacters} are needed`);
  }
  if (length > maxSourceCharacters) {
    throw invalid(`the source has ${length} characters, at most ${maxSourceCharacters} are accepted`);
  }
  if (text.includes('\0')) throw invalid('the source holds NUL characters: it seems to be a binary file');
  if (!text.isWellFormed()) throw invalid('the source holds lone surrogates: it is not valid Unicode');
  const controls = text.match(controlCharacters)?.length ?? 0;
  if (controls / text.length > maxControlShare) {
    throw invalid(
      `${controls} of ${text.length} characters are control or replacement characters: the source seems to be binary or not UTF-8`,
    );
  }
}

const invalid = (message: string) => new ContentError('source-invalid', message);
