import { z } from 'zod';

/** How far a material can be trusted, computed from its text and its citations, never assumed. */
export const qualitySchema = z.object({
  /** 0–1, what the parts below add up to. */
  score: z.number().min(0).max(1),
  /** 0–1, the share of statements that the ranges bear out which they cite. */
  groundedness: z.number().min(0).max(1),
  readability: z.object({
    /** Flesch 1948: about 0 (hard) to 100 (easy). */
    fleschReadingEase: z.number(),
    /** Flesch–Kincaid 1975: years of schooling. */
    grade: z.number(),
  }),
  coverage: z
    .object({
      /** 0–1, of the source's sections, as many as the material could reach: those that a citation touches. */
      source: z.number().min(0).max(1),
      /** The same of the outline's sections, when the material was measured against one. */
      outline: z.number().min(0).max(1).optional(),
    })
    .optional(),
  /** 0–1, the share of the prose in the language that was asked for. */
  languageMatch: z.number().min(0).max(1).optional(),
  /** `path` says where, as in `items.3` or `summary`, when one statement is at issue. */
  issues: z.array(z.object({ code: z.string(), message: z.string(), path: z.string().optional() })),
});

export type Quality = z.infer<typeof qualitySchema>;
