import { z } from 'zod';

import { citationsSchema } from './citation-schema.ts';
import type { MaterialKind } from './material-kinds.ts';
import { qualitySchema } from './quality.ts';

/** What every material carries beside its content. Lengths are in characters (UTF-16 code units). */
const common = {
  /** Who wrote it: `extractive`, or the model's name. */
  generator: z.string().min(1),
  /** BCP 47. */
  language: z.string().min(2),
  quality: qualitySchema,
};

const characters = (min: number, max: number) => z.string().min(min).max(max);
const question = (min: number) => characters(min, 300).endsWith('?');
const totalCharacters = <T>(items: T[], text: (item: T) => string) =>
  items.reduce((sum, item) => sum + text(item).length, 0);

/** Marks a refinement that only a source too short can break, so that `checkMaterial` can tell it from a fault. */
const shortfall = { shortfall: true };

export const outlineSchema = z.object({
  kind: z.literal('outline'),
  ...common,
  title: characters(10, 200),
  overview: characters(50, 1000),
  overviewCitations: citationsSchema,
  objectives: z.array(characters(15, 300)).min(3).max(10),
  sections: z
    .array(
      z.object({
        title: characters(5, 200),
        description: characters(20, 1000),
        keyPoints: z.array(z.object({ text: characters(10, 500), citations: citationsSchema })).max(10),
        citations: citationsSchema,
      }),
    )
    .min(3)
    .max(15),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  /** Minutes to read the source. */
  estimatedMinutes: z.number().positive(),
});

export const podcastScriptSchema = z
  .object({
    kind: z.literal('podcast-script'),
    ...common,
    title: characters(10, 200),
    /** `section` is the title of the outline's section, or `Introduction` or `Closing`. A turn that states nothing cites nothing. */
    turns: z
      .array(
        z.object({
          speaker: z.string().min(1),
          text: z.string().min(1),
          section: z.string().min(1),
          citations: z.array(citationsSchema.element),
        }),
      )
      .min(2),
    /** Minutes to listen to, pauses included. */
    estimatedMinutes: z.number().positive(),
  })
  .refine(({ turns }) => totalCharacters(turns, (turn) => turn.text) >= 1000, {
    path: ['turns'],
    message: 'the turns must have at least 1000 characters in total',
    params: shortfall,
  })
  .refine(({ turns }) => totalCharacters(turns, (turn) => turn.text) <= 60_000, {
    path: ['turns'],
    message: 'the turns must have at most 60000 characters in total',
  });

export const studyGuideSchema = z
  .object({
    kind: z.literal('study-guide'),
    ...common,
    title: characters(10, 200),
    overview: characters(100, 1000),
    overviewCitations: citationsSchema,
    keyConcepts: z
      .array(
        z.object({ term: characters(2, 100), explanation: characters(10, 1000), citations: citationsSchema }),
      )
      .min(5)
      .max(20),
    sections: z
      .array(z.object({ title: characters(5, 200), body: z.string().min(1), citations: citationsSchema }))
      .min(1),
    summary: characters(100, 1000),
    summaryCitations: citationsSchema,
  })
  .refine(({ sections }) => totalCharacters(sections, (section) => section.body) >= 500, {
    path: ['sections'],
    message: 'the bodies must have at least 500 characters in total',
    params: shortfall,
  })
  .refine(({ sections }) => totalCharacters(sections, (section) => section.body) <= 20_000, {
    path: ['sections'],
    message: 'the bodies must have at most 20000 characters in total',
  });

export const onePagerSchema = z.object({
  kind: z.literal('one-pager'),
  ...common,
  title: characters(10, 200),
  summary: characters(100, 500),
  summaryCitations: citationsSchema,
  takeaways: z
    .array(z.object({ text: characters(20, 500), citations: citationsSchema }))
    .min(3)
    .max(7),
  body: characters(200, 1500),
  bodyCitations: citationsSchema,
});

export const readingMaterialSchema = z.object({
  kind: z.literal('reading-material'),
  ...common,
  title: characters(10, 200),
  introduction: characters(200, 1000),
  introductionCitations: citationsSchema,
  sections: z
    .array(z.object({ title: characters(10, 200), body: z.string().min(200), citations: citationsSchema }))
    .min(3)
    .max(10),
  conclusion: characters(200, 1000),
  conclusionCitations: citationsSchema,
});

export const faqsSchema = z.object({
  kind: z.literal('faqs'),
  ...common,
  items: z
    .array(z.object({ question: question(10), answer: characters(20, 1000), citations: citationsSchema }))
    .min(5)
    .max(15),
});

export const flashcardsSchema = z.object({
  kind: z.literal('flashcards'),
  ...common,
  items: z
    .array(
      z.object({
        term: characters(2, 100),
        definition: characters(10, 500),
        difficulty: z.enum(['easy', 'medium', 'hard']),
        citations: citationsSchema,
      }),
    )
    .min(10)
    .max(25),
});

export const readingQuestionsSchema = z.object({
  kind: z.literal('reading-questions'),
  ...common,
  questions: z
    .array(
      z.object({
        question: question(15),
        kind: z.enum(['recall', 'understanding', 'analysis']),
        /** Where the answer stands. */
        citations: citationsSchema,
      }),
    )
    .min(5)
    .max(15),
});

export const materialSchemas = {
  outline: outlineSchema,
  'podcast-script': podcastScriptSchema,
  'study-guide': studyGuideSchema,
  'one-pager': onePagerSchema,
  'reading-material': readingMaterialSchema,
  faqs: faqsSchema,
  flashcards: flashcardsSchema,
  'reading-questions': readingQuestionsSchema,
} as const;

export type Materials = { [Kind in keyof typeof materialSchemas]: z.infer<(typeof materialSchemas)[Kind]> };
/** What a writer hands in before its quality is measured. */
export type Draft<Kind extends MaterialKind = MaterialKind> = {
  [K in Kind]: Omit<Materials[K], 'quality'>;
}[Kind];
export type Outline = Materials['outline'];
export type Material = Materials[keyof Materials];

const jsonSchemas = new Map<MaterialKind, z.core.JSONSchema.BaseSchema>();

/** The schema of a kind as JSON Schema (draft 2020-12), made once. Nobody may change it. */
export function materialJsonSchema(kind: MaterialKind): z.core.JSONSchema.BaseSchema {
  const schema = jsonSchemas.get(kind) ?? z.toJSONSchema(materialSchemas[kind]);
  jsonSchemas.set(kind, schema);
  return schema;
}
