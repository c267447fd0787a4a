import { afterEach, describe, expect, test } from '@jest/globals';

import { runCommandLine } from '../run-command-line.ts';
import { recordContext } from '../testing/command-context.ts';
import { buildKey, keyAnswers, keyId, wholeKey } from '../testing/contract-keys.ts';
import {
  type Answer,
  type ContractServer,
  sendProblem,
  startContractServer,
} from '../testing/contract-server.ts';
import { renderKeys } from './keys-command.ts';

describe('factoria keys', () => {
  const running: ContractServer[] = [];

  afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

  async function keys(words: string[], answers: Record<string, Answer> = keyAnswers()) {
    const server = await startContractServer({ answers });
    running.push(server);
    const { context, stdout, stderr } = recordContext({
      environment: { server: server.url, key: server.key },
    });
    const exitCode = await runCommandLine(['keys', ...words], context);
    return { exitCode, stdout: stdout(), stderr: stderr(), server };
  }

  const orderOf = ({ requests }: ContractServer) => JSON.parse(requests[0]?.body ?? '');

  test('when a key is made, it stands alone on standard output, and what it is on standard error', async () => {
    const { exitCode, stdout, stderr, server } = await keys(['create']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${wholeKey}\n`);
    expect(stderr).toBe(
      `Key ${keyId} of anna for jobs:read, jobs:write; never expires.\nIt is shown this once: keep it where it is safe.\n`,
    );
    expect(server.asked()).toEqual(['POST /keys']);
    expect(orderOf(server)).toEqual({});
  });

  test('when options are given, they are in the order, and days count from now', async () => {
    const words = 'create --owner anna --scopes jobs:read --name CI --expires 30d';
    const { server } = await keys(words.split(' '));
    expect(orderOf(server)).toEqual({
      ...{ owner: 'anna', scopes: ['jobs:read'], name: 'CI', expiresAt: '2026-04-03T10:20:30.000Z' },
    });
    expect(server.requests[0]?.headers['content-type']).toBe('application/json');
  });

  test('when the key expires at a time, that time is in the order, and what the API made of it is told', async () => {
    const made = buildKey({ name: 'CI', expiresAt: '2030-01-31T00:00:00.000Z' });
    const { server, stderr } = await keys(['create', '--expires', '2030-01-31'], keyAnswers(made));
    expect(orderOf(server)).toEqual({ expiresAt: '2030-01-31T00:00:00.000Z' });
    expect(stderr).toContain(
      `Key ${keyId} of anna (CI) for jobs:read, jobs:write; expires 2030-01-31 00:00 UTC.\n`,
    );
  });

  test('when JSON is wanted, the new key comes as the API shows it', async () => {
    const { stdout } = await keys(['create', '--json']);
    expect(JSON.parse(stdout)).toEqual({ ...buildKey(), key: wholeKey });
  });

  test('when keys are listed, each is in the table with its state', async () => {
    const listed = keyAnswers(
      buildKey({ name: 'CI', lastUsedAt: '2026-03-04T09:00:59.000Z' }),
      buildKey({ id: '111111111111', expiresAt: '2026-03-04T10:20:30.000Z', scopes: ['admin'] }),
      buildKey({ id: '222222222222', owner: 'ben', revokedAt: '2026-03-04T10:00:00.000Z' }),
    );
    const { exitCode, stdout } = await keys(['list'], listed);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'ID            OWNER  SCOPES                CREATED           EXPIRES           LAST USED         STATE    NAME\n' +
        `${keyId}  anna   jobs:read,jobs:write  2026-03-04 10:20  never             2026-03-04 09:00  active   CI\n` +
        '111111111111  anna   admin                 2026-03-04 10:20  2026-03-04 10:20  never             expired\n' +
        '222222222222  ben    jobs:read,jobs:write  2026-03-04 10:20  never             never             revoked\n',
    );
  });

  test('when JSON is wanted, the keys come as a list', async () => {
    expect(JSON.parse((await keys(['list', '--json'])).stdout)).toEqual([buildKey()]);
  });

  test.each([keyId, wholeKey])(
    'when %s is revoked, only its id goes out, and that is told',
    async (given) => {
      const { exitCode, stdout, stderr, server } = await keys(['revoke', given]);
      expect({ exitCode, stdout, stderr }).toEqual({
        ...{ exitCode: 0, stdout: '', stderr: `Key ${keyId} of anna is revoked.\n` },
      });
      expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
        `DELETE /api/v1/keys/${keyId}`,
      ]);
    },
  );

  test.each<[string, number, string, number, string]>([
    ['there is no such key', 404, 'key-not-found', 1, `There is no key ${keyId}.`],
    ['the own key may not', 403, 'scope-missing', 2, 'The key lacks the scope admin.'],
  ])('when %s, that is told, and the secret is not', async (_what, status, code, exitCode, detail) => {
    const refusing: Answer = (_request, response) => sendProblem(response, status, code, detail);
    const result = await keys(['revoke', wholeKey], { [`DELETE /keys/${keyId}`]: refusing });
    expect(result).toMatchObject({ exitCode, stdout: '', stderr: `factoria: ${detail}\n` });
  });

  test('when the API refuses the order, its fields are told, and the code is 2', async () => {
    const errors = [{ path: 'expiresAt', message: 'must be in the future' }];
    const refusing: Answer = (_request, response) =>
      sendProblem(response, 422, 'validation-failed', 'expiresAt: must be in the future', { errors });
    const result = await keys(['create', '--expires', '2000-01-01'], { 'POST /keys': refusing });
    expect(result).toMatchObject({
      ...{ exitCode: 2, stdout: '', stderr: 'factoria: expiresAt: must be in the future\n' },
    });
  });

  test('when no server is named, one is started for the command and closed at its end', async () => {
    const server = await startContractServer({ answers: keyAnswers() });
    running.push(server);
    let closed = 0;
    const startApi = async () => ({ ...server, close: async () => void (closed += 1) });
    const { context, stdout } = recordContext({ startApi });
    expect(await runCommandLine(['keys', 'create'], context)).toBe(0);
    expect({ stdout: stdout(), closed }).toEqual({ stdout: `${wholeKey}\n`, closed: 1 });
  });

  test('when what the server says would move the cursor, it is shown without that', async () => {
    const strange = buildKey({ owner: 'an\x1b[2Jna', name: 'C\nI', scopes: ['\u202eadmin'] });
    const { stderr } = await keys(['create'], keyAnswers(strange));
    expect(stderr).toContain(`Key ${keyId} of an [2Jna (C I) for admin; never expires.\n`);
    const revoked = await keys(['revoke', keyId], keyAnswers(strange));
    expect(revoked.stderr).toBe(`Key ${keyId} of an [2Jna (C I) is revoked.\n`);
  });
});

describe('renderKeys', () => {
  test('when there are none, it says so', () => {
    expect(renderKeys([], 0)).toBe('There are no keys.\n');
  });

  test('when a cell has control characters, they do not reach the terminal and the columns stay in line', () => {
    const [head, row] = renderKeys(
      [buildKey({ owner: 'a\x1b[31m', name: 'x\ny', createdAt: '\x9b2026' })],
      0,
    ).split('\n');
    expect(row).toMatch(/^0a1b2c3d4e5f {2}a \[31m {2}jobs:read,jobs:write {2}2026 .* x y$/);
    expect(row?.indexOf('x y')).toBe(head?.indexOf('NAME'));
  });
});
