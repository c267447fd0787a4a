import { materialKinds, materialSchemas } from '@la-factoria/content';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';

import { jobBodySchema, uploadOptionsSchema } from '../job-request.ts';
import { jobViewSchema } from '../job-view.ts';
import { jobListQuerySchema } from '../routes/jobs.ts';
import { jsonResponse, problemsOf, textResponse } from './responses.ts';

/** What any of these routes may answer, beside its own: keys, limits, methods, faults. */
const everywhere = problemsOf(400, 401, 403, 405, 429, 500, 503);
const id = z.object({ id: z.string().meta({ description: 'A job’s id' }) });

const idempotency = z.object({
  'Idempotency-Key': z
    .string()
    .max(255)
    .optional()
    .meta({ description: 'The same key and body within a day answer the same job' }),
});
const located = z.object({ Location: z.string() });

/** The body of whatever takes a source. */
export const orderBody = {
  required: true,
  content: {
    'application/json': { schema: jobBodySchema },
    'multipart/form-data': {
      schema: z.object({
        file: z.string().meta({
          description: 'A text, Markdown, HTML, PDF, DOCX or EPUB of at most 20 MiB',
          format: 'binary',
        }),
        options: uploadOptionsSchema.optional(),
      }),
    },
  },
};
const orderProblems = problemsOf(408, 413, 415, 422);

/** As a short source may give less of something than the schema of a full material asks for. */
const anyMaterial = z.union(materialKinds.map((kind) => materialSchemas[kind]));
export const materialsSchema = z
  .object(Object.fromEntries(materialKinds.map((kind) => [kind, materialSchemas[kind].optional()])))
  .meta({ id: 'Materials' });

export const jobPaths: ZodOpenApiPathsObject = {
  '/api/v1/jobs': {
    post: {
      summary: 'Create a job',
      requestParams: { header: idempotency },
      requestBody: orderBody,
      responses: {
        '201': jsonResponse('The job', jobViewSchema, located),
        ...everywhere,
        ...orderProblems,
      },
    },
    get: {
      summary: 'List the jobs, newest first',
      requestParams: { query: jobListQuerySchema },
      responses: {
        '200': jsonResponse(
          'A page of jobs',
          z.object({ jobs: z.array(jobViewSchema), nextCursor: z.string().nullable() }),
        ),
        ...everywhere,
        ...problemsOf(422),
      },
    },
  },
  '/api/v1/jobs/{id}': {
    get: {
      summary: 'A job',
      requestParams: { path: id },
      responses: { '200': jsonResponse('The job', jobViewSchema), ...everywhere, ...problemsOf(404) },
    },
    delete: {
      summary: 'Delete a job with all that it made',
      requestParams: { path: id },
      responses: { '204': { description: 'It is gone' }, ...everywhere, ...problemsOf(404) },
    },
  },
  '/api/v1/jobs/{id}/events': {
    get: {
      summary: 'A job’s changes as server-sent events: `progress` with the job on each, `end` at the end',
      requestParams: {
        path: id,
        header: z.object({
          'Last-Event-ID': z.string().optional().meta({ description: 'Only what came after this event' }),
        }),
      },
      responses: { '200': textResponse('Events', 'text/event-stream'), ...everywhere, ...problemsOf(404) },
    },
  },
  '/api/v1/jobs/{id}/cancel': {
    post: {
      summary: 'Cancel a job',
      requestParams: { path: id },
      responses: { '200': jsonResponse('The job', jobViewSchema), ...everywhere, ...problemsOf(404, 409) },
    },
  },
  '/api/v1/jobs/{id}/retry': {
    post: {
      summary: 'Make what is missing of a job that failed, or is partial',
      requestParams: { path: id },
      responses: { '202': jsonResponse('The job', jobViewSchema), ...everywhere, ...problemsOf(404, 409) },
    },
  },
  '/api/v1/jobs/{id}/source': {
    get: {
      summary: 'The text that citations point into',
      requestParams: { path: id },
      responses: { '200': textResponse('The text', 'text/plain'), ...everywhere, ...problemsOf(404) },
    },
  },
  '/api/v1/jobs/{id}/materials': {
    get: {
      summary: 'All materials that are ready, by kind',
      requestParams: { path: id },
      responses: {
        '200': jsonResponse('The materials', materialsSchema),
        ...everywhere,
        ...problemsOf(404),
      },
    },
  },
  '/api/v1/jobs/{id}/materials/{kind}': {
    get: {
      summary: 'One material, as JSON, Markdown or, flashcards, CSV for Anki',
      requestParams: { path: id.extend({ kind: z.enum(materialKinds) }) },
      responses: {
        '200': {
          description: 'The material',
          content: {
            'application/json': { schema: anyMaterial },
            'text/markdown': { schema: z.string() },
            'text/csv': { schema: z.string() },
          },
        },
        ...everywhere,
        ...problemsOf(404, 406, 409),
      },
    },
  },
  '/api/v1/jobs/{id}/audio': {
    get: {
      summary: 'The podcast as MP3, whole or by byte range',
      requestParams: { path: id, header: z.object({ Range: z.string().optional() }) },
      responses: {
        '200': textResponse('The podcast', 'audio/mpeg'),
        '206': textResponse('A range of it', 'audio/mpeg'),
        ...everywhere,
        ...problemsOf(404, 409, 416),
      },
    },
  },
  '/api/v1/jobs/{id}/audio/transcript': {
    get: {
      summary: 'What the podcast says, with times',
      requestParams: { path: id },
      responses: { '200': textResponse('WebVTT', 'text/vtt'), ...everywhere, ...problemsOf(404, 409) },
    },
  },
};
