import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { openFirestore } from './firestore.ts';

describe('opening Firestore', () => {
  test.each([
    [{ projectId: 'factoria' }, '(default)'],
    [{ projectId: 'factoria', databaseId: 'jobs' }, 'jobs'],
  ])('when it is opened with %j, it speaks to that project and database', async (options, databaseId) => {
    const firestore = await openFirestore(options);
    expect(firestore).toMatchObject({ projectId: 'factoria', databaseId });
    await firestore.terminate();
  });

  test('when the adapter is only imported, the SDK is not loaded', () => {
    const entry = fileURLToPath(new URL('firestore.ts', import.meta.url));
    const program = `
      import { createRequire } from 'node:module';
      const loaded = () => Object.keys(createRequire('${entry}').cache).some((path) => path.includes('@google-cloud'));
      const { openFirestore } = await import('${entry}');
      const before = loaded();
      await (await openFirestore({ projectId: 'factoria' })).terminate();
      console.log(JSON.stringify([before, loaded()]));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(JSON.parse(String(output))).toEqual([false, true]);
  });
});
