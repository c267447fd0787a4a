import { type MaterialKind, materialKinds } from '@la-factoria/content';
import { z } from 'zod';

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), 'must be one line of text');

/** Language, script, region and variants alone; `Intl` knows in what order, and throws for any other. */
function isLanguageTag(value: string): boolean {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(value)) return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

/** The body of `POST /jobs`. The text's own rules (length, no binary) are the content library's. */
export const jobBodySchema = z.strictObject({
  source: z.strictObject({
    /** Plain text or Markdown, 50–1000000 characters. */
    text: z.string(),
    title: line(200).optional(),
  }),
  /** @default all eight */
  materials: z
    // The length first: naming each of a million wrong ones would take seconds.
    .array(z.unknown())
    .max(materialKinds.length)
    .pipe(z.array(z.enum(materialKinds)).min(1))
    .optional()
    .refine((kinds) => new Set(kinds).size === (kinds?.length ?? 0), 'names a material twice'),
  /** Also voice the podcast script. Adds `podcast-script` to the materials. */
  audio: z.boolean().default(false),
  /** BCP 47. @default detected from the text */
  language: z.string().refine(isLanguageTag, 'must be a language tag like en or pt-BR').optional(),
  audience: line(200).optional(),
  level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  /** Length of the podcast in minutes. */
  targetMinutes: z.number().min(1).max(60).optional(),
  useCache: z.boolean().default(true),
  /** US dollars that models may take; the extractive writer takes none. @default no limit */
  maxCostUsd: z.number().min(0).optional(),
});

export type JobBody = z.output<typeof jobBodySchema>;

/** What a job keeps of its order, beside the text. */
export interface ProductionRequest {
  title: string;
  sourceCharacters: number;
  /** In the order of `materialKinds`. */
  materials: MaterialKind[];
  audio: boolean;
  language: string;
  audience?: string;
  level?: 'beginner' | 'intermediate' | 'advanced';
  targetMinutes?: number;
  useCache: boolean;
  maxCostUsd?: number;
}
