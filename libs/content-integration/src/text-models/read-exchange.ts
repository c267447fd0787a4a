import { readFileSync } from 'node:fs';

/** The body of a recorded answer, trimmed, by its file's name without `.json`. */
export const readExchange = (name: string): string =>
  readFileSync(new URL(`../../fixtures/exchanges/${name}.json`, import.meta.url), 'utf8');
