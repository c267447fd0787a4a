import type { Source, SourceSection } from '../source.ts';
import { ContentError } from '../errors.ts';
import { checkText } from './check-text.ts';
import { detectLanguage } from './detect-language.ts';
import { normaliseText } from './normalise-text.ts';
import { splitPassages } from './split-passages.ts';

export interface SourceInput {
  /** Markdown or plain text, 50 to 1000000 characters after trimming. */
  text: string;
  /** @default the first heading of the first 10000 characters, or the first words */
  title?: string;
  /** BCP 47. @default detected */
  language?: string;
}

const maxTitleCharacters = 200;
const titleWords = 10;
/** A text's title stands at its beginning, in characters: a long text needn't be parsed for it. */
const titleWithin = 10_000;

/**
 * Checks and normalises a text. It is parsed when its parts are first asked for: a server that hands a long text on to a
 * thread has no use for them.
 * @throws ContentError `source-invalid` when the text is too short, too long, binary or not valid Unicode, or the language no tag.
 */
export function createSource(input: SourceInput): Source {
  checkText(input.text);
  if (input.language !== undefined) checkLanguage(input.language);
  return restoreSource({ ...input, text: normaliseText(input.text) });
}

/** A source from the text of one that was made before: it is neither checked nor normalised again. */
export function restoreSource({ text, ...input }: SourceInput): Source {
  const parts = once(() => splitPassages(text));
  const textLanguage = once(() => detectLanguage(text));
  const beginning = () => (text.length > titleWithin ? splitPassages(text.slice(0, titleWithin)) : parts());
  const title =
    input.title?.trim() || firstHeading(beginning().sections) || firstWords(text.slice(0, titleWithin));
  return {
    text,
    title: title.slice(0, maxTitleCharacters),
    language: input.language ?? textLanguage(),
    get textLanguage() {
      return textLanguage();
    },
    get sections() {
      return parts().sections;
    },
    get passages() {
      return parts().passages;
    },
  };
}

function once<Result extends object | string>(compute: () => Result): () => Result {
  let result: Result | undefined;
  return () => (result ??= compute());
}

const firstHeading = (sections: SourceSection[]) => sections.find(({ title }) => title)?.title;

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
