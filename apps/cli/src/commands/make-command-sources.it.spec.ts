import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runCommandLine } from '../run-command-line.ts';
import { recordContext } from '../testing/command-context.ts';
import { type Answer, sendProblem } from '../testing/contract-server.ts';
import { openWorkbench, optionFields, optionWords, type Workbench } from '../testing/make-workbench.ts';

describe('factoria make, of documents and addresses', () => {
  let workbench: Workbench;

  beforeEach(async () => {
    workbench = await openWorkbench();
  });

  afterEach(() => workbench.close());

  const pdf = Buffer.concat([
    Buffer.from('%PDF-1.7\r\n--boundary\r\n'),
    Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256)),
  ]);

  test('when the file is a document, it goes as a form, byte by byte, and is announced by its size', async () => {
    const server = await workbench.startServer();
    await writeFile(join(workbench.directory, 'Buch "Ébbe".pdf'), pdf);
    const { exitCode, stderr } = await workbench.makeOf(server, ['Buch "Ébbe".pdf', '--audio']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Making 8 materials and a podcast from Buch "Ébbe".pdf (293.0 KiB)\n');
    expect(server.requests[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(server.requests[0]?.form).toMatchObject({
      fileName: expect.stringContaining('Ébbe'),
      contentType: 'application/pdf',
      parts: ['options', 'file'],
    });
    expect(server.requests[0]?.form?.bytes.equals(pdf)).toBe(true);
  });

  test('when options are given with a document, they are in the form without a source, the title beside', async () => {
    const server = await workbench.startServer();
    await writeFile(join(workbench.directory, 'page.html'), '<p>The tide comes in.');
    const words = ['page.html', ...optionWords, '--webhook', 'https://example.org/hook'];
    const { stderr } = await workbench.makeOf(server, words);
    expect(stderr).toContain('from page.html (21 bytes)\n');
    expect(server.requests[0]?.form?.options).toEqual({
      ...optionFields,
      title: 'T',
      webhook: { url: 'https://example.org/hook' },
    });
  });

  test('when a text is sent, it has the webhook in its body', async () => {
    const server = await workbench.startServer();
    await workbench.makeOf(server, ['notes.md', '--webhook', 'https://example.org/hook']);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
      webhook: { url: 'https://example.org/hook' },
    });
  });

  test('when a document is larger than 20 MiB, nothing is asked or left, and the code is 2', async () => {
    const server = await workbench.startServer();
    await writeFile(join(workbench.directory, 'notes.md'), Buffer.alloc(20 * 1024 * 1024 + 1, '%PDF-'));
    expect(await workbench.makeOf(server, ['notes.md'])).toEqual({
      ...{ exitCode: 2, stdout: '', stderr: "factoria: Can't work on notes.md: it has more than 20 MiB.\n" },
    });
    expect(server.requests).toEqual([]);
    expect(await readdir(workbench.directory)).toEqual(['notes.md']);
  });

  test('when an address is given, the API is told to fetch it, and no query or password is shown', async () => {
    const server = await workbench.startServer();
    const url = 'https://anna:word@example.org/a%20b.pdf?signature=secret#page';
    const { exitCode, stderr } = await workbench.makeOf(server, [url, '--title', 'T']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Making 8 materials from https://example.org/a%20b.pdf?…\n');
    expect(stderr).not.toMatch(/word|secret/);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      source: { url, title: 'T' },
      audio: false,
      useCache: true,
    });
    expect(server.requests[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    [415, 'document-type-unsupported', "A file named .zip can't be read.", 'book.pdf'],
    [422, 'document-without-text', 'The PDF has no text, only pictures.', 'book.pdf'],
    [422, 'url-unreachable', 'The host can not be reached.', 'https://example.org/'],
    [422, 'url-sources-off', 'Send the text or the document itself.', 'https://example.org/'],
    [422, 'webhooks-off', 'Leave out webhook.', 'book.pdf'],
  ])(
    'when the API answers %d %s, its detail is shown and the code is 2',
    async (status, code, detail, word) => {
      const refusing: Answer = (_request, response) => sendProblem(response, status, code, detail);
      const server = await workbench.startServer({ answers: { 'POST /jobs': refusing } });
      await writeFile(join(workbench.directory, 'book.pdf'), pdf);
      const { exitCode, stderr } = await workbench.makeOf(server, [word]);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^Making 8 materials from .*\nfactoria: .*\n$/);
      expect(stderr).toContain(`\nfactoria: ${detail}\n`);
    },
  );

  test.each(['book.pdf', 'https://example.org/'])(
    'when it is interrupted while the API takes %s, it waits no longer, and the code is 130',
    async (word) => {
      const recorded: { interrupt: () => void } = { interrupt: () => {} };
      const silent: Answer = () => recorded.interrupt();
      const server = await workbench.startServer({ answers: { 'POST /jobs': silent } });
      await writeFile(join(workbench.directory, 'book.pdf'), pdf);
      const { context, interrupt, stderr } = recordContext({
        directory: workbench.directory,
        environment: { server: server.url, key: server.key },
      });
      recorded.interrupt = interrupt;
      expect(await runCommandLine(['make', word], context)).toBe(130);
      expect(stderr()).toMatch(/\nInterrupted\.\n$/);
    },
  );
});
