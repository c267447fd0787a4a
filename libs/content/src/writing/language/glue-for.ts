import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import type { Glue } from './glue.ts';
import { spanish } from './spanish.ts';

const known: Record<string, Glue> = { en: english, de: german, fr: french, es: spanish };

export const hasGlue = (language: string): boolean => Object.hasOwn(known, primary(language));

/** The phrases for a BCP 47 language; English ones where there are none yet, which the writer then reports. */
export const glueFor = (language: string): Glue =>
  (hasGlue(language) ? known[primary(language)] : undefined) ?? english;

const primary = (language: string) => language.toLowerCase().split('-')[0] ?? '';
