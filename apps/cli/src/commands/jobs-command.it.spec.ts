import { afterEach, describe, expect, test } from '@jest/globals';

import { decodeJob } from '../api/job.ts';
import { runCommandLine } from '../run-command-line.ts';
import { recordContext } from '../testing/command-context.ts';
import {
  buildJob,
  type ContractServer,
  jobId,
  processingJob,
  startContractServer,
} from '../testing/contract-server.ts';
import { renderJobs } from './jobs-command.ts';

describe('factoria jobs', () => {
  const running: ContractServer[] = [];

  afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

  async function jobs(words: string[]) {
    const server = await startContractServer();
    running.push(server);
    const { context, stdout } = recordContext({ environment: { server: server.url, key: server.key } });
    const exitCode = await runCommandLine(['jobs', ...words], context);
    return { exitCode, stdout: stdout(), server };
  }

  test('when there are jobs, they are listed in a table', async () => {
    const { exitCode, stdout, server } = await jobs(['--status', 'completed', '--limit', '7']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'JOB                                   STATUS     MADE  CREATED (UTC)     TITLE\n' +
        `${jobId}  completed  2/2   2026-03-04 10:20  How tides work\n`,
    );
    expect(server.requests.map(({ path }) => path)).toEqual(['/api/v1/jobs?limit=7&status=completed']);
  });

  test('when JSON is wanted, the jobs come as a list', async () => {
    const { stdout } = await jobs(['--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ id: jobId, status: 'completed', title: 'How tides work' }]);
  });
});

describe('renderJobs', () => {
  const titled = (title: string) =>
    decodeJob(buildJob({ request: { title, sourceCharacters: 60, language: 'en' } }));

  test('when there are none, it says so', () => {
    expect(renderJobs([])).toBe('There are no jobs.\n');
  });

  test('when states are of different lengths, the columns stay in line', () => {
    const [head, first, second] = renderJobs([decodeJob(processingJob), decodeJob(buildJob())]).split('\n');
    expect(first).toContain('  processing  1/2   2026-03-04 10:20  How tides work');
    expect(first?.indexOf('How')).toBe(head?.indexOf('TITLE'));
    expect(second?.indexOf('How')).toBe(head?.indexOf('TITLE'));
  });

  test.each([
    [80, 79, '  03-04 10:20  xxx'],
    [99, 98, '  03-04 10:20  xxx'],
    [100, 99, '  2026-03-04 10:20  xxx'],
    [300, 133, '  2026-03-04 10:20  xxx'],
  ])('when the terminal has %d columns, a long title is cut and the line fits', (columns, length, part) => {
    const line = renderJobs([titled('x'.repeat(200))], columns).split('\n')[1];
    expect(line).toHaveLength(length);
    expect(line).toContain(part);
    expect(line).toMatch(/x…$/);
  });

  test('when a title has control characters, they do not reach the terminal', () => {
    expect(renderJobs([titled('a\x1b[31mb\nc')])).toMatch(/a \[31mb c\n$/);
  });
});
