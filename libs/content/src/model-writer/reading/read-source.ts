import { ContentError } from '../../errors.ts';
import type { QualityIssue } from '../../materials/check-material.ts';
import type { Source } from '../../source.ts';
import { delimit } from '../prompt/delimit.ts';
import { numbered, numberPassages } from '../prompt/number-passages.ts';
import type { Note } from './take-notes.ts';

/** The source as the model reads it. */
export interface SourceReading {
  /** Between its delimiters. */
  block: string;
  /** How much of the source's text, or of the notes that stand for it, the model reads. */
  characters: number;
  /** What must be said of it in every material. */
  remarks: QualityIssue[];
}

export const wholeReading = (source: Source, mark: string): SourceReading => ({
  block: delimit('SOURCE', mark, numberPassages(source.passages, source)),
  characters: source.text.length,
  remarks: [],
});

/**
 * Notes stand for the passages that they were taken from, under the passages' numbers.
 * @param parts the notes on each part of the source
 * @throws ContentError `output-unsupported` when there is none at all
 */
export function notesReading(parts: readonly (readonly Note[])[], mark: string): SourceReading {
  const notes = parts.flat();
  if (notes.length === 0) {
    const message = "The source supports none of the model's notes on its parts.";
    throw new ContentError('output-unsupported', message, { isRetryable: true });
  }
  const lines = notes.map(({ text, passages: [first, ...others] }) => {
    const more = others.length > 0 ? ` (with ${others.map((number) => `[${number}]`).join(', ')})` : '';
    return numbered(first ?? '', `${text}${more}`);
  });
  const silent = parts.flatMap((part, index) => (part.length === 0 ? [index + 1] : []));
  const message =
    `the source is longer than the model reads at once: it was written from notes on ${parts.length} parts` +
    (silent.length > 0 ? `, with none on part ${silent.join(', ')}` : '');
  return {
    block: delimit('SOURCE', mark, lines.join('\n')),
    characters: notes.reduce((sum, { text }) => sum + text.length, 0),
    remarks: [{ code: 'read-in-parts', message }],
  };
}
