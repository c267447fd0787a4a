import { readdir } from 'node:fs/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runCommandLine } from '../run-command-line.ts';
import { recordContext } from '../testing/command-context.ts';
import {
  type Answer,
  jobId,
  pendingJob,
  processingJob,
  sendEvent,
  sendJson,
  sendProblem,
  startEvents,
} from '../testing/contract-server.ts';
import { openWorkbench, type Workbench } from '../testing/make-workbench.ts';

describe('factoria make, interrupted', () => {
  let workbench: Workbench;

  beforeEach(async () => {
    workbench = await openWorkbench();
  });

  afterEach(() => workbench.close());

  const events = `GET /jobs/${jobId}/events`;

  /** Runs make on a job that never ends by itself, and interrupts it while it is followed. */
  async function interruptWhileFollowing(answers: Record<string, Answer> = {}, isTTY = false) {
    const recorded: { interrupt: () => void } = { interrupt: () => {} };
    const open: Answer = (_request, response) => {
      startEvents(response);
      sendEvent(response, 1, processingJob);
      recorded.interrupt();
    };
    const server = await workbench.startServer({ answers: { [events]: open, ...answers } });
    let closed = 0;
    let written = '';
    const context = recordContext({
      directory: workbench.directory,
      stderr: { isTTY, columns: 80, rows: 24, write: (piece) => (written += piece) },
      startApi: async () => ({ ...server, close: async () => void (closed += 1) }),
    });
    recorded.interrupt = context.interrupt;
    const exitCode = await runCommandLine(['make', 'notes.md'], context.context);
    return { exitCode, server, stderr: written, closed };
  }

  test('when it is interrupted while the job runs, the job is cancelled, all is closed, nothing is left, and the code is 130', async () => {
    const { exitCode, server, stderr, closed } = await interruptWhileFollowing();
    expect(exitCode).toBe(130);
    expect(server.asked()).toEqual(['POST /jobs', events, `POST /jobs/${jobId}/cancel`]);
    expect(stderr).toMatch(new RegExp(`Job ${jobId} is cancelled\\.\nInterrupted\\.\n$`));
    expect(closed).toBe(1);
    expect(await readdir(workbench.directory)).toEqual(['notes.md']);
  });

  test('when it is interrupted in a terminal, no bar is drawn over what is said afterwards', async () => {
    const { stderr } = await interruptWhileFollowing({}, true);
    const lastFrame = stderr.slice(stderr.lastIndexOf('\x1b[J'));
    expect(lastFrame).toContain(' of 2, ');
    expect(lastFrame).toMatch(/is cancelled\.\nInterrupted\.\n$/);
  });

  test('when it is interrupted and the job has ended meanwhile, that is no error', async () => {
    const late: Answer = (_request, response) =>
      sendProblem(response, 409, 'job-already-ended', 'The job is completed.');
    const { exitCode, stderr } = await interruptWhileFollowing({ [`POST /jobs/${jobId}/cancel`]: late });
    expect(exitCode).toBe(130);
    expect(stderr).not.toContain('could not be cancelled');
  });

  test('when it is interrupted and the cancelling fails, that is told, and the code is 130 all the same', async () => {
    const broken: Answer = (_request, response) => sendProblem(response, 500, 'internal-error', 'Broken.');
    const { exitCode, stderr } = await interruptWhileFollowing({ [`POST /jobs/${jobId}/cancel`]: broken });
    expect(exitCode).toBe(130);
    expect(stderr).toContain(
      `Job ${jobId} could not be cancelled: Broken. (request request-7)\nInterrupted.\n`,
    );
  });

  test('when it is interrupted while the API takes a text, the job that comes of it is cancelled', async () => {
    const recorded: { interrupt: () => void } = { interrupt: () => {} };
    const late: Answer = (_request, response) => {
      recorded.interrupt();
      sendJson(response, 201, pendingJob);
    };
    const server = await workbench.startServer({ answers: { 'POST /jobs': late } });
    const { context, interrupt } = recordContext({
      directory: workbench.directory,
      environment: { server: server.url, key: server.key },
    });
    recorded.interrupt = interrupt;
    expect(await runCommandLine(['make', 'notes.md'], context)).toBe(130);
    expect(server.asked().at(-1)).toBe(`POST /jobs/${jobId}/cancel`);
  });

  test('when it is interrupted before the job is created, none is', async () => {
    const server = await workbench.startServer();
    const recorded = recordContext({
      directory: workbench.directory,
      environment: { server: server.url, key: server.key },
    });
    recorded.interrupt();
    expect(await runCommandLine(['make', 'notes.md'], recorded.context)).toBe(130);
    expect(server.requests).toEqual([]);
  });
});
