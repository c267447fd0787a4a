import { materialKinds, maxSourceCharacters, minSourceCharacters } from '@la-factoria/content';
import { z } from 'zod';

const levels = ['beginner', 'intermediate', 'advanced'] as const;

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

const maxUrlCharacters = 2000;
const webAddress = z.string().max(maxUrlCharacters).refine(isWebAddress, 'must be an http or https address');

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

const title = line(200).optional().meta({ description: 'The title. Default: the text’s own' });

/** What shapes a job, beside its source. */
const optionFields = {
  materials: z
    // The length first: naming each of a million wrong ones would take seconds.
    .array(z.unknown())
    .max(materialKinds.length)
    .pipe(z.array(z.enum(materialKinds)).min(1))
    .optional()
    .refine((kinds) => new Set(kinds).size === (kinds?.length ?? 0), 'names a material twice')
    .meta({
      description: 'What to make. Default: all eight',
      override: { type: 'array', items: { enum: [...materialKinds] }, minItems: 1, uniqueItems: true },
    }),
  audio: z
    .boolean()
    .default(false)
    .meta({ description: 'Also voice the podcast script. Adds `podcast-script` to the materials' }),
  language: z
    .string()
    .refine(isLanguageTag, 'must be a language tag like en or pt-BR')
    .optional()
    .meta({ description: 'BCP 47. Default: detected from the text', examples: ['en', 'pt-BR'] }),
  audience: line(200).optional().meta({ description: 'For whom: a model writes for them' }),
  level: z.enum(levels).optional(),
  targetMinutes: z
    .number()
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'Length of the podcast in minutes. Default: what the source supports' }),
  useCache: z.boolean().default(true).meta({ description: 'Whether results made before may be used' }),
  maxCostUsd: z
    .number()
    .min(0)
    .optional()
    .meta({ description: 'US dollars that models may take. Default: no limit' }),
  webhook: z
    .strictObject({ url: webAddress })
    .optional()
    .meta({ description: 'Told by a signed POST when the job ends (standardwebhooks.com)' }),
};

const sourceSchema = z
  .strictObject({
    // The text's own rules (length, no binary) are the content library's, which names what is wrong with it.
    text: z
      .string()
      .optional()
      .meta({
        description: `Plain text or Markdown, ${minSourceCharacters} to ${maxSourceCharacters} characters`,
      }),
    url: webAddress.optional().meta({
      description: 'In place of the text: a public page or document (text, Markdown, HTML, PDF, DOCX, EPUB)',
    }),
    title,
  })
  .refine(({ text, url }) => (text === undefined) !== (url === undefined), 'must have either text or url')
  .meta({ override: { oneOf: [{ required: ['text'] }, { required: ['url'] }] } });

/** The body of `POST /jobs`. */
export const jobBodySchema = z
  .strictObject({ source: sourceSchema, ...optionFields })
  .meta({ id: 'JobOrder' });

/** The part `options` of an upload: the body of `POST /jobs` without its source, and the title beside. */
export const uploadOptionsSchema = z.strictObject({ title, ...optionFields }).meta({ id: 'UploadOptions' });

export type JobBody = z.output<typeof jobBodySchema>;
export type JobOptions = Omit<JobBody, 'source'>;

/** What a job keeps of its order, beside the text. */
export const productionRequestSchema = z.object({
  title: z.string(),
  sourceCharacters: z.int(),
  /** In the order of `materialKinds`. */
  materials: z.array(z.enum(materialKinds)),
  audio: z.boolean(),
  language: z.string(),
  audience: z.string().exactOptional(),
  level: z.enum(levels).exactOptional(),
  targetMinutes: z.number().exactOptional(),
  useCache: z.boolean(),
  maxCostUsd: z.number().exactOptional(),
  webhook: z.object({ url: z.string() }).exactOptional(),
});

export type ProductionRequest = z.output<typeof productionRequestSchema>;
