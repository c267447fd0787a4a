import { readFileSync } from 'node:fs';

/** The text of one of the fixtures, by its file's name without `.md`. */
export const readFixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}.md`, import.meta.url), 'utf8');
