/** A text on one line, without control characters: it can't look like a line of the prompt's own. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
