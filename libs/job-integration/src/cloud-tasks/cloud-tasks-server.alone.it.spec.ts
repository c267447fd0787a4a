import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, test } from '@jest/globals';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Makes a task by Google's client in a program that knows nothing of Jest. */
const program = `
  const { startCloudTasksServer } = await import('@la-factoria/job/testing/cloud-tasks-server');
  const { CloudTasksClient } = await import('@google-cloud/tasks');
  const parent = 'projects/p/locations/l/queues/q';
  const server = await startCloudTasksServer({ queues: { [parent]: {} } });
  const client = new CloudTasksClient(server.clientOptions);
  const scheduleTime = { seconds: Date.now() / 1000 + 3600 };
  const httpRequest = { url: 'http://127.0.0.1:9/' };
  const [task] = await client.createTask({ parent, task: { name: parent + '/tasks/one', scheduleTime, httpRequest } });
  console.log(task.name);
  await client.close();
  await server.close();
`;

test('when a program that is no test starts the server, it serves Google’s client, and the program ends by itself', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
    { cwd: project, encoding: 'utf8', timeout: 30_000, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  expect(stderr).toBe('');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: 'projects/p/locations/l/queues/q/tasks/one\n',
  });
});
