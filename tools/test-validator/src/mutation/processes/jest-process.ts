import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

import type { Job, JobReport, MessageFromJest, MessageToJest } from '../jest/messages.ts';
import { MutationError } from '../mutation-error.ts';
import type { Jest } from './find-jest.ts';

export interface JestProcessOptions {
  jest: Jest;
  /** The folder of the project whose tests are run. */
  projectRoot: string;
  planFile: string;
  /** From 1, of those that run at the same time. */
  worker: number;
  /** How much later than announced something may end before it counts as stuck. */
  graceMilliseconds: number;
  /** Ends it at once, at any time. */
  signal: AbortSignal;
}

export type JobOutcome =
  | JobReport
  /** It did not answer any more, in this test or outside of any, and was killed. */
  | { type: 'stuck'; test: string | null }
  /** It ended by itself. */
  | { type: 'ended'; message: string };

/** A Jest that has read its configuration and runs one job after the other. */
export interface JestProcess {
  /** The test files that it has found. */
  readonly files: readonly string[];
  /** One at a time. After `stuck` and `ended` the process is gone. */
  run(job: Job): Promise<JobOutcome>;
  /** Kills it and what its tests have started; resolves when it is gone. */
  stop(): Promise<void>;
}

const runnerPath = fileURLToPath(new URL('../jest/job-runner.mts', import.meta.url));

/** How long Jest may take to begin, and a test file to be loaded. */
const startMilliseconds = 120_000;
const loadMilliseconds = 30_000;
/** What Jest said last, for the message of an error. */
const mostOutputCharacters = 4000;

/** @throws {MutationError} `jest-failed`, with what it said */
export async function startJestProcess(options: JestProcessOptions): Promise<JestProcess> {
  const { jest, planFile, worker, graceMilliseconds, signal } = options;
  const child = forkJest(options);
  const output = keepOutput(child);
  const line = openLine(child);
  const kill = () => killGroup(child);
  const stop = async () => {
    kill();
    await line.exited;
  };
  // Should this process end without having stopped it.
  process.once('exit', kill);
  signal.addEventListener('abort', kill, { once: true });
  void line.exited.then(() => {
    process.off('exit', kill);
    signal.removeEventListener('abort', kill);
    // What its tests have started may have outlived it.
    kill();
  });
  if (signal.aborted) kill();
  const first = await line.next(startMilliseconds);
  if (first === undefined || first === 'late' || first.type !== 'ready') {
    await stop();
    throw new MutationError('jest-failed', `Jest ran no tests in ${options.projectRoot}:\n${output()}`);
  }
  line.send({ type: 'begin', planFile, jestRunner: jest.runner, worker });
  return {
    files: first.files,
    stop,
    async run(job) {
      line.send({ type: 'run', job });
      // Nothing is broken when tests are recorded: they take as long as the project lets them.
      const isLimited = job.tests !== null;
      let limit = loadMilliseconds;
      let test: string | null = null;
      for (;;) {
        const message = await line.next(isLimited ? limit + graceMilliseconds : undefined);
        if (message === 'late') {
          await stop();
          return { type: 'stuck', test };
        }
        if (message === undefined) return { type: 'ended', message: output() };
        if (message.type === 'alive') ({ limitMilliseconds: limit, test } = message);
        else if (message.type !== 'ready') return message;
      }
    },
  };
}

function forkJest({ jest, projectRoot }: JestProcessOptions): ChildProcess {
  return fork(
    jest.bin,
    [
      ...[`--runner=${runnerPath}`, '--reporters=default', '--runInBand', '--ci', '--bail=0'],
      ...['--watchman=false', '--coverage=false'],
    ],
    {
      cwd: projectRoot,
      execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A process group of its own: what its tests have started ends with it.
      detached: true,
    },
  );
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

function keepOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-mostOutputCharacters);
    });
  }
  return () => stripVTControlCharacters(text).trim();
}

interface Line {
  exited: Promise<void>;
  send(message: MessageToJest): void;
  /** Undefined when it has ended. */
  next(limitMilliseconds?: number): Promise<MessageFromJest | 'late' | undefined>;
}

/** What the process tells, one after the other. */
function openLine(child: ChildProcess): Line {
  const heard: MessageFromJest[] = [];
  let hasExited = false;
  let wake = () => {};
  child.on('message', (message: MessageFromJest) => {
    heard.push(message);
    wake();
  });
  child.on('error', () => undefined);
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      hasExited = true;
      resolve();
      wake();
    };
    child.once('exit', end);
    if (child.pid === undefined) child.once('error', end);
  });
  return {
    exited,
    send: (message) => void child.send(message, () => undefined),
    async next(limitMilliseconds) {
      const { promise: late, resolve } = Promise.withResolvers<'late'>();
      const timer =
        limitMilliseconds === undefined ? undefined : setTimeout(resolve, limitMilliseconds, 'late');
      try {
        while (heard.length === 0 && !hasExited) {
          const woken = new Promise<'woken'>((proceed) => (wake = () => proceed('woken')));
          if ((await Promise.race([woken, late])) === 'late') return 'late';
        }
        return heard.shift();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
