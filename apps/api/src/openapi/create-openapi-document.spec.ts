import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { keyedMounts, keyedPath, openMounts } from '../app.ts';
import { startFactory } from '../testing/start-factory.ts';
import { createOpenApiDocument } from './create-openapi-document.ts';

let factory: Awaited<ReturnType<typeof startFactory>>;
beforeAll(async () => {
  factory = await startFactory();
});
afterAll(() => factory.stop());

const document = JSON.parse(JSON.stringify(createOpenApiDocument()));

const operations: [string, Record<string, { responses: Record<string, unknown> }>][] = Object.entries(
  document.paths,
);
const described = operations.flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

describe('the description of the API', () => {
  test('when routes are compared with it, each is described, and nothing else is', () => {
    const mounts = [
      ...openMounts(factory.dependencies),
      ...keyedMounts(factory.dependencies).map(({ path, router }) => ({
        path: `${keyedPath}${path}`,
        router,
      })),
    ];
    const routes = mounts.flatMap(({ path: prefix, router }) =>
      router.stack.flatMap(({ route }) =>
        (route?.stack ?? []).flatMap(({ method }) => {
          const path = `${prefix}${route?.path}`.replaceAll('//', '/').replace(/(.)\/$/, '$1');
          return method ? [`${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`] : [];
        }),
      ),
    );
    // The page's own files, and what only a server with Cloud Tasks has.
    const api = routes.filter((route) => !route.startsWith('GET /docs/'));
    const always = described.filter((operation) => operation !== 'POST /internal/tasks/run-job');

    expect(api.sort()).toEqual(always.sort());
  });

  test('when an operation has an answer for success, it has one for errors, too', () => {
    expect(operations).not.toEqual([]);
    for (const [path, methods] of operations) {
      for (const [method, { responses }] of Object.entries(methods)) {
        const statuses = Object.keys(responses);
        expect([path, method, statuses.some((status) => status < '300')]).toEqual([path, method, true]);
        expect([path, method, statuses.some((status) => status >= '400')]).toEqual([path, method, true]);
      }
    }
  });

  test('when it names a component, that is there', () => {
    const text = JSON.stringify(document);
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);

    expect(named.length).toBeGreaterThan(50);
    for (const name of new Set(named)) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});
