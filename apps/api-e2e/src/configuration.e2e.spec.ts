import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { endAllApis, runApiToItsEnd } from './harness/api-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'factoria-configuration-'));
});
afterAll(async () => {
  await endAllApis();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['PORT', '70000', /^PORT is "70000"; accepted: a whole number from 0 to 65535\.\n$/],
  ['PORT', 'http', /^PORT is "http"; accepted: /],
  ['HOST', 'not a host', /^HOST is "not a host"; accepted: /],
  ['HOST', '203.0.113.7', /^HOST is "203.0.113.7", which is no address of this machine; accepted: /],
  [
    'LOG_LEVEL',
    'loud',
    /^LOG_LEVEL is "loud"; accepted: one of trace, debug, info, warn, error, fatal, silent\.\n$/,
  ],
  [
    'FACTORIA_API_KEY',
    'too-short-secret',
    /^FACTORIA_API_KEY has a wrong value; accepted: 24 to 512 visible ASCII characters\.\n$/,
  ],
])('when %s is %s, the start stops with one line that says so', async (name, value, line) => {
  const environment = { PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', [name]: value };
  const { code, stdout, stderr } = await runApiToItsEnd(environment);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(line);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toContain('too-short-secret');
});

test('when DATA_DIR is a file, the start stops with one line that says so', async () => {
  const path = join(folder, 'a-file');
  await writeFile(path, 'x');
  const { code, stderr } = await runApiToItsEnd({ PORT: '0', DATA_DIR: path });

  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^DATA_DIR is ".*a-file", which can't be used: EEXIST.*; accepted: a folder that can be written to\.\n$/,
  );
});

test.each([
  [
    'the database',
    'factoria.sqlite',
    'no database at all, but a text that is long enough',
    /The job database can't be used/,
  ],
  ['the key', 'api-key', '', /api-key holds no key, delete it to have a new one made/],
])(
  'when the data folder holds something else as %s, the start stops with one line',
  async (_name, file, content, reason) => {
    const data = join(folder, `broken-${file}`);
    await mkdir(data);
    await writeFile(join(data, file), content);
    const { code, stderr } = await runApiToItsEnd({ PORT: '0', DATA_DIR: data });

    expect(code).toBe(2);
    expect(stderr).toMatch(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  },
);

test('when the port is taken, the start stops with one line that says so', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await runApiToItsEnd({
    ...{ PORT: String(port), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' },
  });
  other.close();

  expect(code).toBe(2);
  expect(stderr).toBe(
    `PORT is ${port}, which another program uses; accepted: a free port, or 0 to have one picked.\n`,
  );
});
