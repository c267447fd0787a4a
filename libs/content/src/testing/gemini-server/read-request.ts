import { z } from 'zod';

const contentSchema = z.object({
  role: z.enum(['user', 'model']).optional(),
  parts: z.array(z.looseObject({ text: z.string().optional() })),
});

const requestSchema = z.object({
  contents: z.array(contentSchema).min(1),
  systemInstruction: contentSchema.optional(),
  generationConfig: z
    .looseObject({
      maxOutputTokens: z.int().min(1).optional(),
      responseMimeType: z.string().optional(),
      responseJsonSchema: z.record(z.string(), z.unknown()).optional(),
    })
    .default({}),
});

/** As much of `GenerateContentRequest` as is looked at. */
export type GenerateRequest = z.infer<typeof requestSchema>;

/** @returns the request, or what Google would say is wrong with it */
export function readRequest(body: string): GenerateRequest | { invalid: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { invalid: 'Invalid JSON payload received.' };
  }
  const parsed = requestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return {
    invalid: `Invalid value at '${issue?.path.join('.') || 'request'}': ${issue?.message ?? 'unknown'}`,
  };
}
