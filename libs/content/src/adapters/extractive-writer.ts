import { ContentError } from '../errors.ts';
import { measureQuality } from '../quality/measure-quality.ts';
import type { QualityIssue } from '../materials/check-material.ts';
import type { Draft, Materials, Outline } from '../materials/schemas.ts';
import type { DerivedKind, Writer, WritingOptions } from '../ports/writer.ts';
import type { Source } from '../source.ts';
import { writeFlashcards } from '../writing/flashcards.ts';
import { findQuestions } from '../writing/questions/find-questions.ts';
import type { Question } from '../writing/questions/question.ts';
import { ordersModels } from '../writing/reading-rules.ts';
import { writeFaqs } from '../writing/write-faqs.ts';
import { writeOnePager } from '../writing/write-one-pager.ts';
import { writeOutline } from '../writing/write-outline.ts';
import { writePodcastScript } from '../writing/write-podcast-script.ts';
import { writeReadingMaterial } from '../writing/write-reading-material.ts';
import { writeReadingQuestions } from '../writing/write-reading-questions.ts';
import { writeStudyGuide } from '../writing/write-study-guide.ts';
import { createWritingContext, type WritingContext } from '../writing/writing-context.ts';
import { extractiveGenerator as generator, extractiveVersion as version } from './extractive-identity.ts';

interface Reading {
  context: WritingContext;
  questions: Question[];
}

/**
 * Writes materials from the source's own sentences, without a model, a network, a clock or chance:
 * the same source and options give the same bytes. A source is analysed once, however many kinds are asked for.
 */
export function createExtractiveWriter(): Writer {
  const readings = new WeakMap<Source, Promise<Reading>>();

  function read(source: Source): Promise<Reading> {
    const known = readings.get(source);
    if (known) return known;
    const reading = readSource(source);
    readings.set(source, reading);
    return reading;
  }

  return {
    generator,
    version,
    async outline(source, options) {
      throwIfAborted(options.signal);
      const { context, questions } = await read(source);
      throwIfAborted(options.signal);
      return measured({ ...writeOutline(context, questions), generator }, context, undefined);
    },
    async material<Kind extends DerivedKind>(
      kind: Kind,
      source: Source,
      outline: Outline,
      options: WritingOptions,
    ) {
      throwIfAborted(options.signal);
      const { context, questions } = await read(source);
      throwIfAborted(options.signal);
      return derivedWriters[kind](context, questions, outline, options);
    },
  };
}

async function readSource(source: Source): Promise<Reading> {
  const context = createWritingContext(source);
  return { context, questions: await findQuestions(context) };
}

type DerivedWriters = {
  [Kind in DerivedKind]: (
    context: WritingContext,
    questions: Question[],
    outline: Outline,
    options: WritingOptions,
  ) => Materials[Kind];
};

const derivedWriters: DerivedWriters = {
  'podcast-script': (context, questions, outline, options) => {
    const { draft, remarks } = writePodcastScript(context, outline, questions, options);
    return measured({ ...draft, generator }, context, outline, remarks);
  },
  'study-guide': (context, _, outline) =>
    measured({ ...writeStudyGuide(context, outline), generator }, context, outline),
  'one-pager': (context, _, outline) => measured({ ...writeOnePager(context), generator }, context, outline),
  'reading-material': (context, _, outline) =>
    measured({ ...writeReadingMaterial(context, outline), generator }, context, outline),
  faqs: (context, questions, outline) =>
    measured({ ...writeFaqs(context, questions), generator }, context, outline),
  flashcards: (context, _, outline) =>
    measured(
      {
        kind: 'flashcards',
        language: context.source.language,
        items: writeFlashcards(context.analysis).filter(({ definition }) => !ordersModels(definition)),
        generator,
      },
      context,
      outline,
    ),
  'reading-questions': (context, questions, outline) =>
    measured({ ...writeReadingQuestions(context, questions), generator }, context, outline),
};

/** Adds the measured quality to a draft. */
function measured<Written extends Draft>(
  draft: Written,
  context: WritingContext,
  outline: Outline | undefined,
  remarks: QualityIssue[] = [],
) {
  return {
    ...draft,
    quality: measureQuality(draft, context.source, { outline, remarks: [...context.remarks, ...remarks] }),
  };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new ContentError('writing-aborted', 'the writing was aborted', {
      isRetryable: true,
      cause: signal.reason,
    });
  }
}
