/** One speaker's turn. `section` groups turns into chapters: a new section starts a chapter. */
export interface Turn {
  speaker: string;
  text: string;
  section: string;
}

/** What is to be spoken. Knows nothing of where it came from. */
export interface Script {
  title: string;
  /** BCP 47. */
  language: string;
  turns: Turn[];
}
