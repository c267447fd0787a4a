import { createOpenApiDocument } from '@la-factoria/api/openapi';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createApiClient } from './harness/api-client.ts';
import { type ApiProcess, endAllApis, startApi } from './harness/api-process.ts';
import { arbitraryOf, type Schema } from './harness/arbitrary-of.ts';
import { type Conforms, createConformance } from './harness/conforms.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: Schema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Described {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const document: Described = JSON.parse(JSON.stringify(createOpenApiDocument()));
const conforms: Conforms = createConformance(JSON.parse(JSON.stringify(document)));

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

let api: ApiProcess;
/** Ids of jobs that are there, so that routes are met from the inside as well. */
let jobs: string[];
beforeAll(async () => {
  api = await startApi({ environment: { JOB_CONCURRENCY: '1', MAX_EVENT_STREAMS: '1000' } });
  const text =
    'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on it.';
  const client = createApiClient(api);
  const made = await client.make({ source: { text }, materials: ['outline'] });
  const waiting = await client.post('/api/v1/jobs', { source: { text } }).expect(201);
  jobs = [made.id, waiting.body.id];
});
afterAll(endAllApis);

/** A text that a path, a query or a header may hold. */
const anyText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '..',
    '%00',
    '%',
    '../../etc/passwd',
    '0',
    '-1',
    '1e9',
    'null',
    '[object Object]',
    "' OR 1=1",
    '\u202e',
  ),
);
const encoded = (value: unknown) => encodeURIComponent(String(value).toWellFormed());
/** What fetch lets into a header. */
const headerSafe = (value: string) => value.replaceAll(/[^\x20-\x7e]/g, '').trim();

function requestsTo({ path, method, operation }: (typeof operations)[number]) {
  const schemaOf = (schema: Schema) => arbitraryOf(schema, document.components.schemas);
  const parameters = (place: Parameter['in']) =>
    (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  const values = (place: Parameter['in']) =>
    fc.record(
      Object.fromEntries(
        parameters(place).map(({ name, schema }) => {
          const known = name === 'id' ? [fc.nat().map((index) => jobs[index % jobs.length] ?? '')] : [];
          return [name, fc.oneof(...known, schemaOf(schema), anyText)];
        }),
      ),
      ...(place === 'path' ? [] : [{ requiredKeys: [] }]),
    );
  const bodySchema = operation.requestBody?.content['application/json']?.schema;
  const body = fc.oneof(
    {
      weight: 4,
      arbitrary: bodySchema ? schemaOf(bodySchema).map((value) => JSON.stringify(value)) : fc.constant(''),
    },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
  const contentType = fc.oneof(
    { weight: 6, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'text/plain',
        'application/json; charset=utf-7',
        'multipart/form-data; boundary=x',
        'x',
      ),
    },
  );
  return fc
    .record({ path: values('path'), query: values('query'), headers: values('header'), body, contentType })
    .map((made) => {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(made.path[name]) || 'x');
      const query = Object.entries(made.query).map(([name, value]) => `${name}=${encoded(value)}`);
      const headers = Object.entries(made.headers).map(([name, value]) => [name, headerSafe(String(value))]);
      const hasBody = method === 'POST';
      return {
        ...{
          method,
          path: filled,
          query: query.length > 0 ? `?${query.join('&')}` : '',
        },
        headers: {
          ...Object.fromEntries(headers),
          ...(hasBody && { 'Content-Type': made.contentType }),
        },
        ...(hasBody && { body: made.body }),
      };
    });
}

describe.each(operations)('$method $path', (target) => {
  test('F20 when it is asked anything, the answer is one that is described: never a 5xx, errors as problem details', async () => {
    await fc.assert(
      fc.asyncProperty(requestsTo(target), async ({ path, query, ...request }) => {
        const abort = new AbortController();
        // As fetch asks for it, which resolves `.` and `..`.
        const url = new URL(`${api.url}${path}${query}`);
        const response = await fetch(url, {
          ...request,
          ...{ signal: abort.signal, redirect: 'manual' },
          headers: { ...request.headers, 'X-API-Key': api.key },
        });
        const contentType = response.headers.get('Content-Type') ?? undefined;
        // A stream of events has no end of its own.
        const isStream = contentType?.startsWith('text/event-stream');
        const body = isStream ? '' : await response.text();
        abort.abort();

        // test-validator-ignore HT024 -- what is asked at random may succeed; that each answer is as described is checked below
        expect(response.status).toBeLessThan(500);
        expect(response.headers.get('X-Request-Id')).toMatch(/^[\w.:-]{1,128}$/);
        const parsed = /json/.test(contentType ?? '') ? JSON.parse(body) : body;
        conforms({
          method: request.method,
          path: url.pathname,
          status: response.status,
          contentType,
          body: parsed,
        });
      }),
      { numRuns: 50, seed: 20261123, timeout: 20_000 },
    );
  });
});

test('when all of that was asked, the server is as alive as before', async () => {
  const ready = await (await fetch(`${api.url}/readyz`)).json();
  expect(ready).toMatchObject({ status: 'ready' });
  expect(api.output.stderr).not.toContain('request failed');
});
