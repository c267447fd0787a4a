import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';

import { estimateSchema } from '../estimate-job.ts';
import { jobViewSchema } from '../job-view.ts';
import { keyOrderSchema, keyViewSchema, newKeyViewSchema } from '../routes/keys.ts';
import { materialsSchema, orderBody } from './job-operations.ts';
import { jsonResponse, problemsOf, textResponse } from './responses.ts';

const everywhere = problemsOf(400, 401, 403, 405, 429, 500, 503);
const orderProblems = problemsOf(408, 413, 415, 422);
const open = { security: [] };

const readinessSchema = z.object({
  status: z.enum(['ready', 'degraded', 'unavailable']),
  dependencies: z.record(z.string(), z.enum(['up', 'degraded', 'down'])),
});

export const contentPaths: ZodOpenApiPathsObject = {
  '/api/v1/estimates': {
    post: {
      summary: 'What a job would use and cost, before anything is spent',
      requestBody: orderBody,
      responses: { '200': jsonResponse('The estimate', estimateSchema), ...everywhere, ...orderProblems },
    },
  },
  '/api/v1/content/generate': {
    post: {
      summary: 'The materials at once, of a source of at most 20000 characters',
      requestBody: orderBody,
      responses: {
        '200': jsonResponse(
          'The materials',
          z.object({ job: jobViewSchema, materials: materialsSchema }),
          z.object({ Location: z.string() }),
        ),
        ...everywhere,
        ...orderProblems,
        ...problemsOf(504),
      },
    },
  },
};

export const keyPaths: ZodOpenApiPathsObject = {
  '/api/v1/keys': {
    post: {
      summary: 'Make a key (scope `admin`)',
      requestBody: { required: true, content: { 'application/json': { schema: keyOrderSchema } } },
      responses: {
        '201': jsonResponse('The key, shown this once', newKeyViewSchema),
        ...everywhere,
        ...orderProblems,
      },
    },
    get: {
      summary: 'List the keys (scope `admin`)',
      responses: {
        '200': jsonResponse('The keys', z.object({ keys: z.array(keyViewSchema) })),
        ...everywhere,
      },
    },
  },
  '/api/v1/keys/{id}': {
    delete: {
      summary: 'Revoke a key (scope `admin`)',
      requestParams: { path: z.object({ id: z.string() }) },
      responses: { '200': jsonResponse('The key', keyViewSchema), ...everywhere, ...problemsOf(404) },
    },
  },
  '/api/v1/webhook-secret': {
    get: {
      summary: 'What the webhooks of your jobs are signed with',
      responses: {
        '200': jsonResponse('The secret, as standardwebhooks.com has it', z.object({ secret: z.string() })),
        ...everywhere,
        ...problemsOf(404),
      },
    },
  },
};

export const operationPaths: ZodOpenApiPathsObject = {
  '/': {
    get: {
      ...open,
      summary: 'A page',
      responses: { '200': textResponse('A page', 'text/html'), ...problemsOf(405) },
    },
  },
  '/healthz': {
    get: {
      ...open,
      summary: 'Whether the process answers',
      responses: {
        '200': jsonResponse('It does', z.object({ status: z.literal('ok') })),
        ...problemsOf(405),
      },
    },
  },
  '/readyz': {
    get: {
      ...open,
      summary: 'Whether what the server depends on works',
      responses: {
        '200': jsonResponse('Ready, or degraded', readinessSchema),
        '503': jsonResponse('Unavailable', readinessSchema),
        ...problemsOf(405),
      },
    },
  },
  '/metrics': {
    get: {
      ...open,
      summary: 'Metrics, as Prometheus reads them',
      responses: { '200': textResponse('Metrics', 'text/plain'), ...problemsOf(405) },
    },
  },
  '/openapi.json': {
    get: {
      ...open,
      summary: 'This description',
      responses: { '200': jsonResponse('OpenAPI 3.1', z.looseObject({})), ...problemsOf(405) },
    },
  },
  '/docs': {
    get: {
      ...open,
      summary: 'A page to read and try this description',
      responses: { '200': textResponse('A page', 'text/html'), ...problemsOf(405) },
    },
  },
  '/internal/tasks/run-job': {
    post: {
      summary: 'Run a job: for Cloud Tasks alone, with its token',
      security: [{ cloudTasks: [] }],
      requestBody: {
        content: { 'application/json': { schema: z.object({ jobId: z.string() }) } },
      },
      responses: {
        '204': { description: 'Done' },
        '400': { description: 'It names no job' },
        '409': { description: 'Again' },
        '429': { description: 'Again, later' },
        '500': { description: 'Failed' },
        ...problemsOf(401, 404, 405, 503),
      },
    },
  },
};
