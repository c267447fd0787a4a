import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { helpPage } from './help.ts';
import { keyAnswers, wholeKey } from './testing/contract-keys.ts';
import {
  type Answer,
  type ContractServer,
  type ContractServerOptions,
  jobId,
  processingJob,
  sendEvent,
  startContractServer,
  startEvents,
} from './testing/contract-server.ts';
import { makeTemporaryDirectory } from './testing/temporary-directory.ts';

// A process takes a while to start on a machine that is busy with other tests.
jest.setTimeout(30_000);

const main = fileURLToPath(new URL('main.ts', import.meta.url));

describe('the program, as a process', () => {
  let directory: string;
  const cleaning: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    const temporary = await makeTemporaryDirectory();
    directory = temporary.path;
    cleaning.push(temporary.remove);
    await writeFile(join(directory, 'notes.md'), 'The tide comes in.\n');
  });

  afterEach(() => Promise.all(cleaning.splice(0).map((clean) => clean())));

  async function startServer(options: ContractServerOptions = {}): Promise<ContractServer> {
    const server = await startContractServer(options);
    cleaning.push(() => server.close());
    return server;
  }

  function start(words: string[], environment: Record<string, string> = {}, cwd = directory) {
    const env = { PATH: process.env['PATH'], ...environment };
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], { cwd, env });
  }

  function run(...parameters: Parameters<typeof start>) {
    const child = start(...parameters);
    const ended = async () => {
      const [stdout, stderr, [exitCode]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit'),
      ]);
      return { exitCode, stdout, stderr };
    };
    return { child, ended: ended() };
  }

  const addressOf = ({ url, key }: ContractServer) => ({ FACTORIA_SERVER: url, FACTORIA_API_KEY: key });

  test('when help is wanted, it is printed and the code is 0', async () => {
    expect(await run(['make', '--help']).ended).toEqual({
      exitCode: 0,
      stdout: helpPage('make'),
      stderr: '',
    });
  });

  test('when the version is wanted, it is that of the package', async () => {
    const { version } = JSON.parse(
      await readFile(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'),
    );
    expect(await run(['--version']).ended).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('when an option is unknown, one line says so, one names the help, and the code is 2', async () => {
    expect(await run(['make', 'notes.md', '--adio']).ended).toEqual({
      ...{
        exitCode: 2,
        stdout: '',
        stderr: "factoria: Unknown option '--adio'.\nSee: factoria make --help\n",
      },
    });
  });

  test('when a setting of the server is wrong, one line says so and the code is 2', async () => {
    const { exitCode, stdout, stderr } = await run(['make', 'notes.md'], { LOG_LEVEL: 'loud' }).ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/\nfactoria: LOG_LEVEL is "loud"; accepted: .*\n$/);
  });

  test('when it is piped, the progress goes to standard error in plain lines, the results to standard output', async () => {
    const server = await startServer();
    const { exitCode, stdout, stderr } = await run(['make', 'notes.md'], addressOf(server)).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Made "How tides work" in \d+\.\d s:\n/);
    expect(stderr).toBe(
      'Making 8 materials from notes.md (19 characters)\n' +
        '[1/2] outline: completed\n[1/2] flashcards: processing\n[2/2] flashcards: completed\n',
    );
  });

  test('when npm has moved to its own folder, paths are from where the user was', async () => {
    const server = await startServer();
    const npm = { npm_lifecycle_event: 'factoria', INIT_CWD: directory };
    const elsewhere = fileURLToPath(new URL('.', import.meta.url));
    const { exitCode } = await run(['make', 'notes.md', '-q'], { ...addressOf(server), ...npm }, elsewhere)
      .ended;
    expect(exitCode).toBe(0);
    expect(await readFile(join(directory, 'out/index.md'), 'utf8')).toContain('# How tides work');
  });

  test('when a key is made, it is all of standard output, and its days count from now', async () => {
    const server = await startServer({ answers: keyAnswers() });
    const words = ['keys', 'create', '--expires', '2d'];
    const earliest = Date.now() + 2 * 24 * 60 * 60 * 1000;
    const { exitCode, stdout } = await run(words, addressOf(server)).ended;
    const latest = Date.now() + 2 * 24 * 60 * 60 * 1000;
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${wholeKey}\n` });
    const expiry = Date.parse(JSON.parse(server.requests[0]?.body ?? '').expiresAt);
    expect(expiry).toBeGreaterThanOrEqual(earliest);
    expect(expiry).toBeLessThanOrEqual(latest);
  });

  test('when a time names no zone, it is UTC wherever the machine is', async () => {
    const server = await startServer({ answers: keyAnswers() });
    const words = ['keys', 'create', '--expires', '2030-01-31T12:30'];
    await run(words, { ...addressOf(server), TZ: 'Asia/Tokyo' }).ended;
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ expiresAt: '2030-01-31T12:30:00.000Z' });
  });

  test('when Ctrl-C comes, the job is cancelled and the code is 130', async () => {
    const running: { child?: ChildProcess } = {};
    const open: Answer = (_request, response) => {
      startEvents(response);
      sendEvent(response, 1, processingJob);
      running.child?.kill('SIGINT');
    };
    const server = await startServer({ answers: { [`GET /jobs/${jobId}/events`]: open } });
    const { child, ended } = run(['make', 'notes.md'], addressOf(server));
    running.child = child;
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/is cancelled\.\nInterrupted\.\n$/);
    expect(server.asked().at(-1)).toBe(`POST /jobs/${jobId}/cancel`);
  });

  test('when Ctrl-C comes a second time, it ends without waiting for the server', async () => {
    const running: { child?: ChildProcess } = {};
    const open: Answer = (_request, response) => {
      startEvents(response);
      running.child?.kill('SIGINT');
    };
    const neverAnswering: Answer = () => running.child?.kill('SIGINT');
    const server = await startServer({
      answers: { [`GET /jobs/${jobId}/events`]: open, [`POST /jobs/${jobId}/cancel`]: neverAnswering },
    });
    const { child, ended } = run(['make', 'notes.md'], addressOf(server));
    running.child = child;
    expect((await ended).exitCode).toBe(130);
  });

  test('when the reader of the output goes away, that is no error', async () => {
    const child = start(['--help']);
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
