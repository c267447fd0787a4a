import { z } from 'zod';

export const citationSchema = z
  .object({ start: z.int().min(0), end: z.int().min(1) })
  .refine(({ start, end }) => start < end, 'a citation must not be empty');

/** Where a statement stands in the source: one or more ranges of characters. */
export const citationsSchema = z.array(citationSchema).min(1);
