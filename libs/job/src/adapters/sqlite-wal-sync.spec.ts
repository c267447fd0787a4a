import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { eachOpened } from '../testing/each-opened.ts';
import { createWalSync } from './sqlite-wal-sync.ts';

describe('createWalSync', () => {
  const opened = eachOpened(
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
      const path = join(folder, 'jobs.sqlite');
      return {
        folder,
        sync: createWalSync(path, () => true),
        writeLog: () => writeFileSync(`${path}-wal`, 'frames'),
      };
    },
    ({ folder, sync }) => {
      sync.close();
      rmSync(folder, { recursive: true });
    },
  );

  test('when the log is there, it is synced, again and again', async () => {
    const { sync, writeLog } = opened();
    writeLog();
    await expect(sync.sync()).resolves.toBeUndefined();
    await expect(sync.sync()).resolves.toBeUndefined();
  });

  test('when many ask at once, each is answered', async () => {
    const { sync, writeLog } = opened();
    writeLog();
    const first = sync.sync();
    const later = Array.from({ length: 20 }, () => sync.sync());
    expect(await Promise.all([first, ...later])).toHaveLength(21);
  });

  test('F06 when the log can not be opened, whoever asks is told, and later ones are synced once it is there', async () => {
    const { sync, writeLog } = opened();
    await expect(sync.sync()).rejects.toMatchObject({ code: 'ENOENT' });
    writeLog();
    await expect(sync.sync()).resolves.toBeUndefined();
  });

  test('when it is closed, those that wait are answered, the one under way as well', async () => {
    const { sync, writeLog } = opened();
    writeLog();
    const waiting = [sync.sync(), sync.sync(), sync.sync()];
    sync.close();
    expect(await Promise.all(waiting)).toHaveLength(3);
  });

  test('when it is closed without ever having synced, nothing happens', () => {
    const { sync } = opened();
    expect(() => sync.close()).not.toThrow();
  });
});
