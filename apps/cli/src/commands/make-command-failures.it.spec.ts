import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runCommandLine } from '../run-command-line.ts';
import { recordContext } from '../testing/command-context.ts';
import {
  type Answer,
  buildJob,
  jobId,
  outline,
  pendingJob,
  sendProblem,
} from '../testing/contract-server.ts';
import { jobWithAudio, openWorkbench, voiceFailure, type Workbench } from '../testing/make-workbench.ts';

describe('factoria make, when something fails', () => {
  let workbench: Workbench;

  beforeEach(async () => {
    workbench = await openWorkbench();
  });

  afterEach(() => workbench.close());
  const readOut = (name: string) => readFile(join(workbench.directory, 'out', name), 'utf8');

  test('when the audio breaks off, the materials are there, it is named, and the code is 1', async () => {
    const cut: Answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': 1000 });
      response.write('half', () => response.destroy());
    };
    const server = await workbench.startServer({
      states: [jobWithAudio],
      answers: { [`GET /jobs/${jobId}/audio`]: cut },
    });
    const { exitCode, stderr } = await workbench.make(server, ['--audio']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Not made: Podcast: The connection to ${server.url} failed`);
    expect((await readdir(join(workbench.directory, 'out'))).sort()).toEqual([
      ...['flashcards.csv', 'flashcards.md', 'index.md', 'materials.json', 'outline.md'],
    ]);
    expect(await readOut('index.md')).toContain('- Podcast: The connection to');
  });

  test('when the audio can not be written, that is told as a fault of the folder, and the code is 2', async () => {
    await mkdir(join(workbench.directory, 'out/podcast.mp3'), { recursive: true });
    const { exitCode, stderr } = await workbench.make(
      await workbench.startServer({ states: [jobWithAudio] }),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      `Can't write to ${join(workbench.directory, 'out/podcast.mp3')}: it is a folder.`,
    );
  });

  test('when only the transcript breaks off, the podcast is there, and the code is 1', async () => {
    const cut: Answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/vtt', 'content-length': 1000 });
      response.write('WEBVTT', () => response.destroy());
    };
    const server = await workbench.startServer({
      states: [jobWithAudio],
      answers: { [`GET /jobs/${jobId}/audio/transcript`]: cut },
    });
    const { exitCode, stderr } = await workbench.make(server, ['--audio']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('Not made: Transcript: ');
    const files = await readdir(join(workbench.directory, 'out'));
    expect(files).toContain('podcast.mp3');
    expect(files).not.toContain('podcast.vtt');
  });

  test('when the audio is empty, that is a failure and no file', async () => {
    const server = await workbench.startServer({ states: [jobWithAudio], audio: new Uint8Array(0) });
    const { exitCode, stderr } = await workbench.make(server, ['--audio']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Not made: Podcast: The server sent an empty audio file. (answer-unexpected)');
    expect(await readdir(join(workbench.directory, 'out'))).not.toContain('podcast.mp3');
  });

  test('when the job comes out partial, what is there is written, each failure named, and the code is 1', async () => {
    const partial = buildJob({
      status: 'partial',
      materials: {
        outline: { status: 'completed' },
        faqs: {
          status: 'failed',
          error: { ...voiceFailure, code: 'material-invalid', message: 'No question was found.' },
        },
      },
      audio: { status: 'failed', progress: 0, error: voiceFailure },
    });
    const { exitCode, stdout, stderr } = await workbench.make(
      await workbench.startServer({ states: [partial], materials: { outline } }),
    );
    expect(exitCode).toBe(1);
    expect((await readdir(join(workbench.directory, 'out'))).sort()).toEqual([
      'index.md',
      'materials.json',
      'outline.md',
    ]);
    expect(stdout).toContain('Made in part: "How tides work"');
    expect(stderr).toContain(
      'Not made: FAQs: No question was found. (material-invalid)\nNot made: Podcast: The voice broke. (voice-failed)\n',
    );
    expect(await readOut('index.md')).toContain('- Podcast: The voice broke. (voice-failed)');
  });

  test('when the job fails as a whole, its reason is told, nothing is left behind, and the code is 1', async () => {
    const error = { code: 'attempts-exhausted', message: 'It was tried five times.', isRetryable: false };
    const failed = buildJob({ status: 'failed', error, materials: { outline: { status: 'failed' } } });
    const { exitCode, stdout, stderr } = await workbench.make(
      await workbench.startServer({ states: [failed] }),
    );
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Not made: Outline: It was tried five times. (attempts-exhausted)\n');
    expect(await readdir(workbench.directory)).toEqual(['notes.md']);
  });

  test('when someone else cancels the job, that is told, and the code is 1', async () => {
    const cancelled = buildJob({ status: 'cancelled', materials: { outline: { status: 'cancelled' } } });
    const { exitCode, stderr } = await workbench.make(
      await workbench.startServer({ states: [pendingJob, cancelled] }),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Job ${jobId} was cancelled.\n`);
  });

  test('when the server refuses the text, its detail and fields are shown, nothing is left, and the code is 2', async () => {
    const refusing: Answer = (_request, response) =>
      sendProblem(response, 422, 'source-invalid', 'The text is too short.', {
        errors: [{ path: 'source.text', message: 'has 49 characters; 50 are needed' }],
      });
    const { exitCode, stderr } = await workbench.make(
      await workbench.startServer({ answers: { 'POST /jobs': refusing } }),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '\nfactoria: The text is too short.\n  source.text: has 49 characters; 50 are needed\n',
    );
    expect(await readdir(workbench.directory)).toEqual(['notes.md']);
  });

  test('when the detail says already what the one wrong field says, it is said once', async () => {
    const message = 'language: must be a language tag';
    const refusing: Answer = (_request, response) =>
      sendProblem(response, 422, 'validation-failed', message, {
        errors: [{ path: 'language', message: 'must be a language tag' }],
      });
    const { stderr } = await workbench.make(
      await workbench.startServer({ answers: { 'POST /jobs': refusing } }),
    );
    expect(stderr).toMatch(/\nfactoria: language: must be a language tag\n$/);
  });

  test('when the key is wrong, the code is 2', async () => {
    const { exitCode, stderr } = await workbench.make(await workbench.startServer(), ['--key', 'wrong']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '\nfactoria: The key is not valid.\nGive the key with FACTORIA_API_KEY or --key.\n',
    );
  });

  test('when nothing answers, the code is 1', async () => {
    const server = await workbench.startServer();
    await server.close();
    const { exitCode, stderr } = await workbench.make(server);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`\nfactoria: Nothing answers at ${server.url}: is the server running?\n`);
  });

  test.each<[string, string[], string]>([
    [
      'the file is missing',
      ['make', 'missing.md'],
      "factoria: Can't read missing.md: there is no such file.\n",
    ],
    [
      'the results would go into a file',
      ['make', 'notes.md', '-o', 'notes.md'],
      'there is a file of that name.\n',
    ],
    ['a key has no server to open', ['make', 'notes.md', '--key', 'k'], 'name it with --server.\n'],
    [
      'an option is unknown',
      ['make', 'notes.md', '--adio'],
      "factoria: Unknown option '--adio'.\nSee: factoria make --help\n",
    ],
  ])('when %s, nothing is started or asked, and the code is 2', async (_what, words, message) => {
    const { context, stderr } = recordContext({ directory: workbench.directory });
    expect(await runCommandLine(words, context)).toBe(2);
    expect(stderr()).toContain(message);
    expect(await readdir(workbench.directory)).toEqual(['notes.md']);
  });

  test('when FACTORIA_SERVER is no address, the code is 2 and it is named', async () => {
    const { context, stderr } = recordContext({
      directory: workbench.directory,
      environment: { server: 'localhost' },
    });
    expect(await runCommandLine(['make', 'notes.md'], context)).toBe(2);
    expect(stderr()).toContain(
      'FACTORIA_SERVER must be an address like http://127.0.0.1:3000, got localhost.',
    );
  });
});
