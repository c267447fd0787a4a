import { z } from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';

import { type ProblemCode, problems } from '../http/problem.ts';

/** An error as every route answers it: problem details (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

const titleOf = (status: number): string =>
  Object.values(problems)
    .filter((problem) => problem.status === status)
    .map(({ title }) => title)
    .slice(0, 3)
    .join('; ');

const problemResponse = (status: number): ZodOpenApiResponseObject => ({
  description: titleOf(status),
  content: { 'application/problem+json': { schema: problemSchema } },
});

export type Responses = Record<string, ZodOpenApiResponseObject>;

/** Errors by their status. */
export const problemsOf = (...statuses: number[]): Responses =>
  Object.fromEntries(statuses.map((status) => [String(status), problemResponse(status)]));

export const jsonResponse = (
  description: string,
  schema: z.ZodType,
  headers?: z.ZodObject,
): ZodOpenApiResponseObject => ({
  description,
  content: { 'application/json': { schema } },
  ...(headers && { headers }),
});

/** A body that is no JSON. */
export const textResponse = (description: string, ...types: string[]): ZodOpenApiResponseObject => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema: z.string() }])),
});
