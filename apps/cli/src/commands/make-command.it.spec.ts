import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runCommandLine } from '../run-command-line.ts';
import { recordContext } from '../testing/command-context.ts';
import { buildJob, flashcards, jobId, outline, transcript } from '../testing/contract-server.ts';
import {
  jobWithAudio,
  openWorkbench,
  optionFields,
  optionWords,
  sourceText,
  voiceFailure,
  type Workbench,
} from '../testing/make-workbench.ts';

describe('factoria make', () => {
  let workbench: Workbench;

  beforeEach(async () => {
    workbench = await openWorkbench();
  });

  afterEach(() => workbench.close());
  const readOut = (name: string) => readFile(join(workbench.directory, 'out', name), 'utf8');

  test('when the job completes, its materials, their data and an index are written and told', async () => {
    const { exitCode, stdout, stderr } = await workbench.make(await workbench.startServer());
    expect(exitCode).toBe(0);
    expect((await readdir(join(workbench.directory, 'out'))).sort()).toEqual([
      ...['flashcards.csv', 'flashcards.md', 'index.md', 'materials.json', 'outline.md'],
    ]);
    expect(await readOut('outline.md')).toBe('# outline – déjà\n');
    expect(await readOut('flashcards.csv')).toBe('#separator:Comma\n');
    expect(JSON.parse(await readOut('materials.json'))).toEqual({ outline, flashcards });
    expect(await readOut('index.md')).toContain(
      '| [Outline](outline.md) | 3 sections, beginner | 93 % | 100 % |',
    );
    expect(stdout).toBe(`Made "How tides work" in 1.3 s:
  index.md        all of it, linked
  outline.md      3 sections, beginner
  flashcards.md   1 card
  flashcards.csv  the same for Anki
  materials.json  the same as data
Start with out/index.md
`);
    expect(stderr).toBe(
      'Making 8 materials from notes.md (57 characters)\n' +
        '[1/2] outline: completed\n[1/2] flashcards: processing\n[2/2] flashcards: completed\n',
    );
  });

  test('when a model was paid for it, what it cost is told', async () => {
    const usage = { calls: 9, cachedCalls: 0, inputTokens: 1, outputTokens: 1, characters: 0 };
    const costly = (costUsd: number) => buildJob({ usage: { ...usage, costUsd } });
    const dear = await workbench.make(await workbench.startServer({ states: [costly(1.2)] }));
    const cheap = await workbench.make(await workbench.startServer({ states: [costly(0.004_52)] }));
    expect(dear.stdout).toContain('\nIt cost $1.20.\n');
    expect(cheap.stdout).toContain('\nIt cost $0.0045.\n');
  });

  test('when a podcast and one material are wanted, that is announced', async () => {
    const { stderr } = await workbench.make(await workbench.startServer(), [
      '--audio',
      '--materials',
      'faqs',
    ]);
    expect(stderr).toContain('Making 1 material and a podcast from notes.md (57 characters)\n');
  });

  test('when nothing but the file is given, the order is of everything in text', async () => {
    const server = await workbench.startServer();
    await workbench.make(server);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      source: { text: sourceText },
      audio: false,
      useCache: true,
    });
    expect(server.requests[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('when options are given, they are in the order', async () => {
    const server = await workbench.startServer();
    await workbench.make(server, optionWords);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      ...optionFields,
      source: { text: sourceText, title: 'T' },
    });
  });

  test('when the file is -, standard input is the text', async () => {
    const server = await workbench.startServer();
    const stdin = {
      [Symbol.asyncIterator]: async function* () {
        yield Buffer.from('from a pipe');
      },
    };
    const { context } = recordContext({
      directory: workbench.directory,
      stdin,
      environment: { server: server.url, key: server.key },
    });
    expect(await runCommandLine(['make', '-'], context)).toBe(0);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ source: { text: 'from a pipe' } });
  });

  test('when server and key are options, they go before the environment', async () => {
    const server = await workbench.startServer();
    const environment = { server: 'http://127.0.0.1:9', key: 'another' };
    const { exitCode } = await workbench.make(server, ['--server', `${server.url}/`, '--key', server.key], {
      environment,
    });
    expect(exitCode).toBe(0);
  });

  test('when no server is given, one is started for the command and closed at its end', async () => {
    const server = await workbench.startServer();
    let closed = 0;
    const startApi = async () => ({ ...server, close: async () => void (closed += 1) });
    const environment = { server: undefined, key: undefined };
    expect((await workbench.make(server, [], { startApi, environment })).exitCode).toBe(0);
    expect(closed).toBe(1);
    const failing = await workbench.startServer({ states: [buildJob({ status: 'failed', materials: {} })] });
    const startFailing = async () => ({ ...failing, close: async () => void (closed += 1) });
    expect((await workbench.make(failing, [], { startApi: startFailing, environment })).exitCode).toBe(1);
    expect(closed).toBe(2);
  });

  test('when there is audio, it is written byte by byte and linked with its duration', async () => {
    const audio = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    const { exitCode, stdout } = await workbench.make(
      await workbench.startServer({ states: [jobWithAudio], audio }),
      ['--audio'],
    );
    expect(exitCode).toBe(0);
    expect((await readFile(join(workbench.directory, 'out/podcast.mp3'))).equals(audio)).toBe(true);
    expect(await readOut('podcast.vtt')).toBe(transcript);
    expect(await readOut('index.md')).toContain(
      '| [Podcast](podcast.mp3) | 1:01 | | |\n| [Transcript of the podcast](podcast.vtt) | with times, for players | | |',
    );
    expect(stdout).toContain('  podcast.mp3     1:01\n');
  });

  test('when JSON is wanted, standard output is one JSON document', async () => {
    const partial = buildJob({
      status: 'partial',
      audio: { status: 'failed', progress: 0, error: voiceFailure },
    });
    const { stdout } = await workbench.make(await workbench.startServer({ states: [partial] }), ['--json'], {
      elapsedSeconds: () => 1.23456,
    });
    expect(JSON.parse(stdout)).toEqual({
      id: jobId,
      status: 'partial',
      title: 'How tides work',
      audio: { status: 'failed', progress: 0, error: { code: 'voice-failed', message: 'The voice broke.' } },
      directory: join(workbench.directory, 'out'),
      files: ['index.md', 'outline.md', 'flashcards.md', 'flashcards.csv', 'materials.json'],
      failures: [{ part: 'Podcast', code: 'voice-failed', message: 'The voice broke.' }],
      seconds: 1.235,
      costUsd: 0,
    });
  });

  test('when it shall be quiet, only failures are told', async () => {
    expect(await workbench.make(await workbench.startServer(), ['--quiet'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    const partial = buildJob({
      status: 'partial',
      audio: { status: 'failed', progress: 0, error: voiceFailure },
    });
    expect(await workbench.make(await workbench.startServer({ states: [partial] }), ['--quiet'])).toEqual({
      ...{ exitCode: 1, stdout: '', stderr: 'Not made: Podcast: The voice broke. (voice-failed)\n' },
    });
  });

  test('when a title would move the cursor, it is shown without that', async () => {
    const request = { title: 'A\x1b[2J\r\nB\u202e', sourceCharacters: 60, language: 'en' };
    const { stdout } = await workbench.make(await workbench.startServer({ states: [buildJob({ request })] }));
    expect(stdout.split('\n')[0]).toBe('Made "A [2J B" in 1.3 s:');
  });
});
