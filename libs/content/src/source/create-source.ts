import type { Source } from '../source.ts';
import { ContentError } from '../errors.ts';
import { checkText } from './check-text.ts';
import { detectLanguage } from './detect-language.ts';
import { normaliseText } from './normalise-text.ts';
import { splitPassages } from './split-passages.ts';

export interface SourceInput {
  /** Markdown or plain text, 50 to 1000000 characters after trimming. */
  text: string;
  /** @default the first heading, or the first words */
  title?: string;
  /** BCP 47. @default detected */
  language?: string;
}

const maxTitleCharacters = 200;
const titleWords = 10;

/**
 * Checks, normalises and parses a text.
 * @throws ContentError `source-invalid` when the text is too short, too long, binary or not valid Unicode, or the language no tag.
 */
export function createSource(input: SourceInput): Source {
  checkText(input.text);
  if (input.language !== undefined) checkLanguage(input.language);
  const text = normaliseText(input.text);
  const { passages, sections } = splitPassages(text);
  const title = input.title?.trim() || sections.find((section) => section.title)?.title || firstWords(text);
  const textLanguage = detectLanguage(text);
  return {
    text,
    title: title.slice(0, maxTitleCharacters),
    language: input.language ?? textLanguage,
    textLanguage,
    sections,
    passages,
  };
}

function checkLanguage(tag: string): void {
  try {
    new Intl.Locale(tag);
  } catch {
    throw new ContentError(
      'source-invalid',
      `the language ${JSON.stringify(tag)} is no tag like en or pt-BR`,
    );
  }
}

const firstWords = (text: string) =>
  text
    .replace(/[#>*_`|]/g, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, titleWords)
    .join(' ')
    .replace(/[.,;:]+$/, '');
