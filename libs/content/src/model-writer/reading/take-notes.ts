import { z } from 'zod';

import { splitSentences } from '../../analysis/split-sentences.ts';
import { ContentError } from '../../errors.ts';
import type { JsonSchema, ModelAnswer } from '../../ports/text-model.ts';
import { supportOf } from '../../quality/measure-support.ts';
import type { Source } from '../../source.ts';
import { commandsModels } from '../../writing/reading-rules.ts';
import { numberOf } from '../prompt/number-passages.ts';
import { citedItems, passageNumber } from '../draft/passage-numbers.ts';
import { plainText } from '../draft/plain-text.ts';
import { errorOf, readAnswer } from '../draft/read-answer.ts';

/** One statement of the source, with the numbers of its passages. */
export interface Note {
  text: string;
  passages: number[];
}

export const notesSchema: JsonSchema = {
  type: 'object',
  properties: {
    notes: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          text: { type: 'string', description: 'up to 300 characters' },
          passages: {
            type: 'array',
            items: { type: 'integer' },
            description: 'numbers of the passages that support this',
          },
        },
        required: ['text', 'passages'],
        additionalProperties: false,
      },
    },
  },
  required: ['notes'],
  additionalProperties: false,
};

const answerShape = z.object({ notes: z.array(z.unknown()) });
const noteShape = z.object({ text: z.string(), passages: z.unknown() });

/**
 * Takes notes on one part, asking once more when the answer is of no use. Notes that their passages don't bear out are
 * left out: what is written from notes can only be checked against the source, not mended by it. There are parts, such as
 * an index, with nothing to note: after the second try none is an answer.
 * @throws ContentError for an answer that can't be read, or notes that nothing supports, after the second try
 */
export async function takeNotes(source: Source, ask: () => Promise<ModelAnswer>): Promise<Note[]> {
  const first = readNotes(source, await ask());
  if (first instanceof ContentError ? !first.isRetryable : first.length > 0) return orThrow(first);
  return orThrow(readNotes(source, await ask()));
}

function orThrow(notes: Note[] | ContentError): Note[] {
  if (notes instanceof ContentError) throw notes;
  return notes;
}

/** A note may be a little longer than it was asked to be. */
const maxNoteCharacters = 400;

/** The first sentences of a note that is too long; nothing of one that has no end. */
function shortened(text: string): string {
  if (text.length <= maxNoteCharacters) return text;
  const ends = splitSentences(text).map(({ end }) => end);
  return text.slice(0, ends.findLast((end) => end <= maxNoteCharacters) ?? 0);
}

function readNotes(source: Source, answer: ModelAnswer): Note[] | ContentError {
  const reading = readAnswer('notes', answer);
  if ('fault' in reading) return errorOf(reading.fault);
  const parsed = answerShape.safeParse(reading.content);
  if (!parsed.success) {
    const message = "The model's notes on a part of the source do not fit their schema.";
    return new ContentError('output-invalid', message, { isRetryable: true });
  }
  const passages = new Map(source.passages.map((passage) => [numberOf(passage), passage]));
  const notes = parsed.data.notes.flatMap((item) => {
    const { data: note } = noteShape.safeParse(item);
    if (!note) return [];
    const cited = citedItems(note.passages).flatMap((number) => passageNumber(number) ?? []);
    const numbers = [...new Set(cited)].filter((number) => passages.has(number));
    const citations = numbers.flatMap((number) => passages.get(number) ?? []);
    const text = shortened(plainText(note.text, source));
    const isSupported =
      text !== '' &&
      !commandsModels(text) &&
      citations.length > 0 &&
      supportOf({ text, citations }, source).isSupported;
    return isSupported ? [{ text, passages: numbers }] : [];
  });
  if (notes.length > 0 || parsed.data.notes.length === 0) return notes;
  const message = "The source supports none of the model's notes on a part of it.";
  return new ContentError('output-unsupported', message, { isRetryable: true });
}
