import type { MaterialKind } from '../../materials/material-kinds.ts';

/** A phrase with one slot. */
export type Template = (slot: string) => string;

/** What the hosts of a script say between the source's own sentences. Several of each, so that none returns soon. */
export interface ScriptGlue {
  hosts: [string, string];
  welcome: Template[];
  /** The other host's answer to the welcome. */
  ready: string[];
  /** Announces the first sections' titles. */
  plan: Template[];
  /** Between two titles of the plan. */
  then: string;
  /** Opens a section by its title; by its title's question where it is one. */
  turnTo: Template[];
  turnToQuestion: Template[];
  /** Opens what stands below the title of the document. */
  bigPicture: string[];
  /** Asks for more, said before a statement; by what the statement is. */
  ask: {
    more: string[];
    example: string[];
    but: string[];
    cause: string[];
    /** Before what follows from the statement before. */
    result: string[];
    /** Before what comes later in time. */
    then: string[];
    /** Before a comparison. */
    compare: string[];
    about: Template[];
    meaning: Template[];
  };
  /** Words before a statement, in the same turn. */
  lead: { add: string[]; start: string[]; also: string[] };
  /** Short answers that state nothing. */
  react: string[];
  /** Checks a definition back, and confirms it. */
  restate: ((term: string, meaning: string) => string)[];
  confirm: string[];
  recap: string[];
  recapLead: { first: string; next: string[]; last: string };
  farewell: Template[];
  goodbye: string[];
}

/** The phrases of one language that a writer needs between a source's own words. */
export interface Glue {
  /** BCP 47 primary tag. */
  language: string;
  and: string;
  /** Title of what stands before the first heading, or below the document's title. */
  overview: string;
  /** "Part", before a number. */
  part: string;
  titles: Record<Exclude<MaterialKind, 'faqs' | 'flashcards' | 'reading-questions'>, Template>;
  objectives: {
    /** Terms, listed already. */
    define: Template;
    /** A heading that is no question, as it would stand in a sentence. */
    describe: Template;
    /** A heading that is a question. */
    answer: Template;
    summarise: Template;
  };
  questions: {
    meaning: Template;
    about: Template;
    role: Template;
    relation: (one: string, other: string) => string;
    main: Template;
  };
  script: ScriptGlue;
}
