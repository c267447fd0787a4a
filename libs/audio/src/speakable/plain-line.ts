/**
 * Text on one line as it can be shown anywhere: without control characters, of which a NUL ends texts, and without those
 * that turn the direction of what follows.
 */
export const plainLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
