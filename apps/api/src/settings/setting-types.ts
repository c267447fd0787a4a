import { z } from 'zod';

/** A number of something, without sign, point or exponent. */
export const wholeNumber = (least: number, most: number, unit: string) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= most,
      `a whole number of ${unit} from ${least} to ${most}`,
    )
    .transform(Number)
    .optional();

export const decimalNumber = (least: number, most: number) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,4}(\.\d{1,4})?$/.test(value) && Number(value) >= least && Number(value) <= most,
      `a number from ${least} to ${most}`,
    )
    .transform(Number)
    .optional();

export const httpAddress = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'an address that begins with http:// or https://',
  )
  .optional();

export const secret = z
  .string()
  .refine((value) => /^[\x21-\x7e]{1,512}$/.test(value), '1 to 512 visible ASCII characters')
  .optional();

export const modelName = (example: string) =>
  z
    .string()
    .refine((value) => /^[\w./:@+-]{1,200}$/.test(value), `a model's name, like ${example}`)
    .optional();

/** Without what is not set: the libraries have the defaults. */
export const onlySet = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: NonNullable<Values[Name]>;
  };

/** Names between commas. */
export const names = (least: number, example: string) =>
  z
    .string()
    .transform((value) => value.split(',').map((name) => name.trim()))
    .refine(
      (parts) => parts.length >= least && new Set(parts).size === parts.length && parts.every(Boolean),
      `at least ${least} different names between commas, like ${example}`,
    )
    .optional();
