import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runCommandLine } from '../run-command-line.ts';
import { type ContextOverrides, recordContext } from '../testing/command-context.ts';
import {
  type Answer,
  buildJob,
  type ContractServer,
  type ContractServerOptions,
  flashcards,
  jobId,
  outline,
  pendingJob,
  processingJob,
  sendEvent,
  sendProblem,
  startContractServer,
  startEvents,
} from '../testing/contract-server.ts';
import { makeTemporaryDirectory } from '../testing/temporary-directory.ts';

const text = 'The tide comes in twice a day, and goes out twice a day.\n';
const voiceFailure = { code: 'voice-failed', message: 'The voice broke.', isRetryable: true };
const withAudio = buildJob({ audio: { status: 'completed', progress: 1, durationSeconds: 61 } });

describe('factoria make', () => {
  let directory: string;
  const cleaning: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    const temporary = await makeTemporaryDirectory();
    directory = temporary.path;
    cleaning.push(temporary.remove);
    await writeFile(join(directory, 'notes.md'), text);
  });

  afterEach(() => Promise.all(cleaning.splice(0).map((clean) => clean())));

  async function start(options: ContractServerOptions = {}): Promise<ContractServer> {
    const server = await startContractServer(options);
    cleaning.push(() => server.close());
    return server;
  }

  /** Runs `factoria make notes.md` against the server, in the temporary folder. */
  async function make(server: ContractServer, words: string[] = [], overrides: ContextOverrides = {}) {
    const { environment, ...others } = overrides;
    const recorded = recordContext({
      directory,
      environment: { server: server.url, key: server.key, ...environment },
      ...others,
    });
    const exitCode = await runCommandLine(['make', 'notes.md', ...words], recorded.context);
    return { exitCode, stdout: recorded.stdout(), stderr: recorded.stderr() };
  }

  const readOut = (name: string) => readFile(join(directory, 'out', name), 'utf8');

  test('when the job completes, its materials, their data and an index are written and told', async () => {
    const { exitCode, stdout, stderr } = await make(await start());
    expect(exitCode).toBe(0);
    expect((await readdir(join(directory, 'out'))).sort()).toEqual([
      ...['flashcards.md', 'index.md', 'materials.json', 'outline.md'],
    ]);
    expect(await readOut('outline.md')).toBe('# outline – déjà\n');
    expect(JSON.parse(await readOut('materials.json'))).toEqual({ outline, flashcards });
    expect(await readOut('index.md')).toContain(
      '| [Outline](outline.md) | 3 sections, beginner | 93 % | 100 % |',
    );
    expect(stdout).toBe(`Made "How tides work" in 1.3 s:
  index.md        all of it, linked
  outline.md      3 sections, beginner
  flashcards.md   1 card
  materials.json  the same as data
Start with out/index.md
`);
    expect(stderr).toBe(
      'Making 8 materials from notes.md (57 characters)\n' +
        '[1/2] outline: completed\n[1/2] flashcards: processing\n[2/2] flashcards: completed\n',
    );
  });

  test('when a podcast and one material are wanted, that is announced', async () => {
    const { stderr } = await make(await start(), ['--audio', '--materials', 'faqs']);
    expect(stderr).toContain('Making 1 material and a podcast from notes.md (57 characters)\n');
  });

  test('when nothing but the file is given, the order is of everything in text', async () => {
    const server = await start();
    await make(server);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      source: { text },
      audio: false,
      useCache: true,
    });
    expect(server.requests[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('when options are given, they are in the order', async () => {
    const server = await start();
    const words =
      '--audio --materials faqs --title T --language de --target-minutes 5 --audience A --level beginner --no-cache';
    await make(server, words.split(' '));
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      source: { text, title: 'T' },
      audio: true,
      useCache: false,
      materials: ['faqs'],
      language: 'de',
      audience: 'A',
      level: 'beginner',
      targetMinutes: 5,
    });
  });

  test('when the file is -, standard input is the text', async () => {
    const server = await start();
    const stdin = {
      [Symbol.asyncIterator]: async function* () {
        yield Buffer.from('from a pipe');
      },
    };
    const { context } = recordContext({
      directory,
      stdin,
      environment: { server: server.url, key: server.key },
    });
    expect(await runCommandLine(['make', '-'], context)).toBe(0);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ source: { text: 'from a pipe' } });
  });

  test('when server and key are options, they go before the environment', async () => {
    const server = await start();
    const environment = { server: 'http://127.0.0.1:9', key: 'another' };
    const { exitCode } = await make(server, ['--server', `${server.url}/`, '--key', server.key], {
      environment,
    });
    expect(exitCode).toBe(0);
  });

  test('when no server is given, one is started for the command and closed at its end', async () => {
    const server = await start();
    let closed = 0;
    const startApi = async () => ({ ...server, close: async () => void (closed += 1) });
    const environment = { server: undefined, key: undefined };
    expect((await make(server, [], { startApi, environment })).exitCode).toBe(0);
    expect(closed).toBe(1);
    const failing = await start({ states: [buildJob({ status: 'failed', materials: {} })] });
    const startFailing = async () => ({ ...failing, close: async () => void (closed += 1) });
    expect((await make(failing, [], { startApi: startFailing, environment })).exitCode).toBe(1);
    expect(closed).toBe(2);
  });

  test('when there is audio, it is written byte by byte and linked with its duration', async () => {
    const audio = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    const { exitCode, stdout } = await make(await start({ states: [withAudio], audio }), ['--audio']);
    expect(exitCode).toBe(0);
    expect((await readFile(join(directory, 'out/podcast.mp3'))).equals(audio)).toBe(true);
    expect(await readOut('index.md')).toContain('| [Podcast](podcast.mp3) | 1:01 | | |');
    expect(stdout).toContain('  podcast.mp3     1:01\n');
  });

  test('when the audio breaks off, the materials are there, it is named, and the code is 1', async () => {
    const cut: Answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': 1000 });
      response.write('half', () => response.destroy());
    };
    const server = await start({ states: [withAudio], answers: { [`GET /jobs/${jobId}/audio`]: cut } });
    const { exitCode, stderr } = await make(server, ['--audio']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Not made: Podcast: The connection to ${server.url} failed`);
    expect((await readdir(join(directory, 'out'))).sort()).toEqual([
      ...['flashcards.md', 'index.md', 'materials.json', 'outline.md'],
    ]);
    expect(await readOut('index.md')).toContain('- Podcast: The connection to');
  });

  test('when the audio can not be written, that is told as a fault of the folder, and the code is 2', async () => {
    await mkdir(join(directory, 'out/podcast.mp3'), { recursive: true });
    const { exitCode, stderr } = await make(await start({ states: [withAudio] }));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`Can't write to ${join(directory, 'out/podcast.mp3')}: it is a folder.`);
  });

  test('when the audio is empty, that is a failure and no file', async () => {
    const server = await start({ states: [withAudio], audio: new Uint8Array(0) });
    const { exitCode, stderr } = await make(server, ['--audio']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Not made: Podcast: The server sent an empty audio file. (answer-unexpected)');
    expect(await readdir(join(directory, 'out'))).not.toContain('podcast.mp3');
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
    const { exitCode, stdout, stderr } = await make(
      await start({ states: [partial], materials: { outline } }),
    );
    expect(exitCode).toBe(1);
    expect((await readdir(join(directory, 'out'))).sort()).toEqual([
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
    const { exitCode, stdout, stderr } = await make(await start({ states: [failed] }));
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Not made: Outline: It was tried five times. (attempts-exhausted)\n');
    expect(await readdir(directory)).toEqual(['notes.md']);
  });

  test('when someone else cancels the job, that is told, and the code is 1', async () => {
    const cancelled = buildJob({ status: 'cancelled', materials: { outline: { status: 'cancelled' } } });
    const { exitCode, stderr } = await make(await start({ states: [pendingJob, cancelled] }));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Job ${jobId} was cancelled.\n`);
  });

  test('when the server refuses the text, its detail and fields are shown, nothing is left, and the code is 2', async () => {
    const refusing: Answer = (_request, response) =>
      sendProblem(response, 422, 'source-invalid', 'The text is too short.', {
        errors: [{ path: 'source.text', message: 'has 49 characters; 50 are needed' }],
      });
    const { exitCode, stderr } = await make(await start({ answers: { 'POST /jobs': refusing } }));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '\nfactoria: The text is too short.\n  source.text: has 49 characters; 50 are needed\n',
    );
    expect(await readdir(directory)).toEqual(['notes.md']);
  });

  test('when the detail says already what the one wrong field says, it is said once', async () => {
    const message = 'language: must be a language tag';
    const refusing: Answer = (_request, response) =>
      sendProblem(response, 422, 'validation-failed', message, {
        errors: [{ path: 'language', message: 'must be a language tag' }],
      });
    const { stderr } = await make(await start({ answers: { 'POST /jobs': refusing } }));
    expect(stderr).toMatch(/\nfactoria: language: must be a language tag\n$/);
  });

  test('when the key is wrong, the code is 2', async () => {
    const { exitCode, stderr } = await make(await start(), ['--key', 'wrong']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '\nfactoria: The key is not valid.\nGive the key with FACTORIA_API_KEY or --key.\n',
    );
  });

  test('when nothing answers, the code is 1', async () => {
    const server = await start();
    await server.close();
    const { exitCode, stderr } = await make(server);
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
    const { context, stderr } = recordContext({ directory });
    expect(await runCommandLine(words, context)).toBe(2);
    expect(stderr()).toContain(message);
    expect(await readdir(directory)).toEqual(['notes.md']);
  });

  test('when FACTORIA_SERVER is no address, the code is 2 and it is named', async () => {
    const { context, stderr } = recordContext({ directory, environment: { server: 'localhost' } });
    expect(await runCommandLine(['make', 'notes.md'], context)).toBe(2);
    expect(stderr()).toContain(
      'FACTORIA_SERVER must be an address like http://127.0.0.1:3000, got localhost.',
    );
  });

  test('when JSON is wanted, standard output is one JSON document', async () => {
    const partial = buildJob({
      status: 'partial',
      audio: { status: 'failed', progress: 0, error: voiceFailure },
    });
    const { stdout } = await make(await start({ states: [partial] }), ['--json'], {
      elapsedSeconds: () => 1.23456,
    });
    expect(JSON.parse(stdout)).toEqual({
      id: jobId,
      status: 'partial',
      title: 'How tides work',
      audio: { status: 'failed', progress: 0, error: { code: 'voice-failed', message: 'The voice broke.' } },
      directory: join(directory, 'out'),
      files: ['index.md', 'outline.md', 'flashcards.md', 'materials.json'],
      failures: [{ part: 'Podcast', code: 'voice-failed', message: 'The voice broke.' }],
      seconds: 1.235,
    });
  });

  test('when it shall be quiet, only failures are told', async () => {
    expect(await make(await start(), ['--quiet'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const partial = buildJob({
      status: 'partial',
      audio: { status: 'failed', progress: 0, error: voiceFailure },
    });
    expect(await make(await start({ states: [partial] }), ['--quiet'])).toEqual({
      ...{ exitCode: 1, stdout: '', stderr: 'Not made: Podcast: The voice broke. (voice-failed)\n' },
    });
  });

  test('when a title would move the cursor, it is shown without that', async () => {
    const request = { title: 'A\x1b[2J\r\nB\u202e', sourceCharacters: 60, language: 'en' };
    const { stdout } = await make(await start({ states: [buildJob({ request })] }));
    expect(stdout.split('\n')[0]).toBe('Made "A [2J B" in 1.3 s:');
  });

  describe('when it is interrupted', () => {
    const events = `GET /jobs/${jobId}/events`;

    /** Runs make on a job that never ends by itself, and interrupts it while it is followed. */
    async function interruptWhileFollowing(answers: Record<string, Answer> = {}, isTTY = false) {
      const recorded: { interrupt: () => void } = { interrupt: () => {} };
      const open: Answer = (_request, response) => {
        startEvents(response);
        sendEvent(response, 1, processingJob);
        recorded.interrupt();
      };
      const server = await start({ answers: { [events]: open, ...answers } });
      let closed = 0;
      let written = '';
      const context = recordContext({
        directory,
        stderr: { isTTY, columns: 80, rows: 24, write: (piece) => (written += piece) },
        startApi: async () => ({ ...server, close: async () => void (closed += 1) }),
      });
      recorded.interrupt = context.interrupt;
      const exitCode = await runCommandLine(['make', 'notes.md'], context.context);
      return { exitCode, server, stderr: written, closed };
    }

    test('while the job runs, the job is cancelled, all is closed, nothing is left, and the code is 130', async () => {
      const { exitCode, server, stderr, closed } = await interruptWhileFollowing();
      expect(exitCode).toBe(130);
      expect(server.asked()).toEqual(['POST /jobs', events, `POST /jobs/${jobId}/cancel`]);
      expect(stderr).toMatch(new RegExp(`Job ${jobId} is cancelled\\.\nInterrupted\\.\n$`));
      expect(closed).toBe(1);
      expect(await readdir(directory)).toEqual(['notes.md']);
    });

    test('in a terminal, no bar is drawn over what is said afterwards', async () => {
      const { stderr } = await interruptWhileFollowing({}, true);
      const lastFrame = stderr.slice(stderr.lastIndexOf('\x1b[J'));
      expect(lastFrame).toContain(' of 2, ');
      expect(lastFrame).toMatch(/is cancelled\.\nInterrupted\.\n$/);
    });

    test('and the job has ended meanwhile, that is no error', async () => {
      const late: Answer = (_request, response) =>
        sendProblem(response, 409, 'job-already-ended', 'The job is completed.');
      const { exitCode, stderr } = await interruptWhileFollowing({ [`POST /jobs/${jobId}/cancel`]: late });
      expect(exitCode).toBe(130);
      expect(stderr).not.toContain('could not be cancelled');
    });

    test('and the cancelling fails, that is told, and the code is 130 all the same', async () => {
      const broken: Answer = (_request, response) => sendProblem(response, 500, 'internal-error', 'Broken.');
      const { exitCode, stderr } = await interruptWhileFollowing({ [`POST /jobs/${jobId}/cancel`]: broken });
      expect(exitCode).toBe(130);
      expect(stderr).toContain(
        `Job ${jobId} could not be cancelled: Broken. (request request-7)\nInterrupted.\n`,
      );
    });

    test('before the job is created, none is', async () => {
      const server = await start();
      const recorded = recordContext({ directory, environment: { server: server.url, key: server.key } });
      recorded.interrupt();
      expect(await runCommandLine(['make', 'notes.md'], recorded.context)).toBe(130);
      expect(server.requests).toEqual([]);
    });
  });
});
