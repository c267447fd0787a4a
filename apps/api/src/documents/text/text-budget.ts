import { tooLarge } from '../document-error.ts';

export interface TextBudget {
  /** @throws DocumentError `document-too-large` when the text is longer than it may be */
  take(characters: number): void;
}

/** Ends the reading of a long document as soon as its text is too long. */
export function createTextBudget(maxTextCharacters: number): TextBudget {
  let characters = 0;
  return {
    take(more) {
      characters += more;
      if (characters <= maxTextCharacters) return;
      throw tooLarge(
        'maxTextCharacters',
        `The text has more than ${maxTextCharacters} characters, which is the limit. Send it in parts.`,
      );
    },
  };
}
