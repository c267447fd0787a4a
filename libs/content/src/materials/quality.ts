import { z } from 'zod';

/** How far a material can be trusted, computed from its text and its citations, never assumed. */
export const qualitySchema = z.object({
  /** 0–1, what the parts below add up to. */
  score: z.number().min(0).max(1),
  /** 0–1, the share of statements whose words stand in the ranges that they cite. */
  groundedness: z.number().min(0).max(1),
  readability: z.object({
    /** Flesch 1948: about 0 (hard) to 100 (easy). */
    fleschReadingEase: z.number(),
    /** Flesch–Kincaid 1975: years of schooling. */
    grade: z.number(),
  }),
  issues: z.array(z.object({ code: z.string(), message: z.string() })),
});

export type Quality = z.infer<typeof qualitySchema>;
