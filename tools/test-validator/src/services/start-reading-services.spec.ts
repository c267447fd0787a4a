import { expect, test } from '@jest/globals';

import { makeTemporaryProject } from '../testing/temporary-project.ts';
import { startReadingServices } from './start-reading-services.ts';

const files = {
  'package.json': '{ "name": "shop" }',
  'src/index.ts': 'export function total(prices: number[]) { return prices.length; }',
  'src/total.it.spec.ts': `import { total } from './index.ts';\ntest('sums', () => { expect(total([1])).toBe(1) });`,
};

test('when a project has services, they come from another process whole', async () => {
  const root = makeTemporaryProject(files);
  const read = await startReadingServices(root);
  expect(read).toMatchObject({
    services: [
      { name: 'shop', root, operations: [{ name: 'total', file: `${root}/src/index.ts`, line: 1 }] },
    ],
    reaches: [{ file: `${root}/src/total.it.spec.ts`, line: 2, successes: ['total'] }],
    notes: [],
  });
});

test('when it takes too long, there is a note in place of services', async () => {
  expect(await startReadingServices(makeTemporaryProject(files), { milliseconds: 1 })).toEqual({
    ...{ services: [], reaches: [], findings: [] },
    notes: [{ file: null, message: 'the services could not be read: it took longer than 0.001 s' }],
  });
});

test('when a file brings the parser down, there is a note in place of services', async () => {
  const deep = `export const deep = ${'['.repeat(20_000)}${']'.repeat(20_000)};`;
  const read = await startReadingServices(makeTemporaryProject({ ...files, 'src/index.ts': deep }));
  expect(read).toMatchObject({ services: [], notes: [{ file: null }] });
});
