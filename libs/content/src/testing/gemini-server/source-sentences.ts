import type { NumberedPassage } from './parse-passages.ts';

/** One sentence of the source in plain words, and where it stands. */
export interface SourceSentence {
  text: string;
  /** To cite for it. */
  numbers: readonly number[];
  heading: string;
}

/** Longer sources are read in samples: answers are short, and the time to write them must not grow with the source. */
const maxPassages = 600;
const minSentenceCharacters = 25;
const sentenceEnd = /(?<=[.!?…]["'”’)]?)\s+(?=["'“‘(]?[\p{Lu}\d])/u;
/** What addresses the reader's software: a good model leaves it out. */
const addressesSoftware =
  /\b(ignore|disregard|forget|reveal|override|repeat everything|instructions?|system prompt|assistant|language model|AI|DAN|developer mode|jailbreak|new task|every question with|source ends|obey)\b|\bSYSTEM:|\b(?:javascript|vbscript|data|file):/i;

const address = /\w:\/\/|\bwww\./i;

/** What can be told of the passages. Orders to the model are left out as long as anything else is there. */
export function readSentences(passages: readonly NumberedPassage[]): SourceSentence[] {
  const step = Math.ceil(passages.length / maxPassages);
  const sentences = passages
    .filter(({ isHeading }, index) => !isHeading && index % step === 0)
    .flatMap(({ text, numbers, heading }) =>
      splitSentences(withoutMarkup(text)).map((sentence) => ({ text: sentence, numbers, heading })),
    );
  const harmless = sentences.filter(({ text }) => !addressesSoftware.test(text));
  return harmless.length > 0 ? harmless : sentences;
}

/** Sentences with an end, from prose without markup; those with addresses are left out, as the rules of writing ask. */
export const splitSentences = (prose: string): string[] =>
  prose
    .split(sentenceEnd)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= minSentenceCharacters && !address.test(sentence))
    .map((sentence) =>
      /[.!?…]["'”’)]?$/.test(sentence) ? sentence : `${sentence.replace(/[,:;–-]$/, '')}.`,
    );

/** The words of a passage without Markdown, HTML, tables and code. */
export const withoutMarkup = (text: string): string =>
  text
    .replace(/^(```|~~~)[\s\S]*?(^\1|$(?![\s\S]))/gm, ' ')
    .replace(/^.*\|.*\|.*$/gm, ' ')
    .replace(/<[^<>]*>/g, ' ')
    // What is left of tags in tags, and of JSON.
    .replace(/\S*[<>{}]\S*/g, ' ')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(?:[-*+>]|\d+[.)])[ \t]+/gm, '')
    .replace(/[*_`~\\]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
