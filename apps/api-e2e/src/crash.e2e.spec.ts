import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, startApi } from './harness/api-process.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');

afterAll(endAllApis);

/** Starts a job with audio and resolves once the texts are written and the voices are at work. */
async function startVoicing(client: ReturnType<typeof createApiClient>) {
  const { body } = await client.post('/api/v1/jobs', { source: { text: tides }, audio: true }).expect(201);
  const seen = await client.follow(
    body.id,
    (_event, { progress, audio }) => progress.completed === 8 && (audio?.progress ?? 0) > 0,
  );
  const last = seen.at(-1);
  if (last?.event.name !== 'progress') throw new Error('The job ended before its voices were seen at work.');
  return last.job;
}

test('F03 when the process is killed in the middle of a job, the next one finishes it and repeats no finished step', async () => {
  const first = await startApi();
  const before = await startVoicing(createApiClient(first));
  expect(await first.end('SIGKILL')).toBeNull();

  const second = await startApi({ dataDirectory: first.dataDirectory });
  const after = await createApiClient(second).finished(before.id);

  expect(after).toMatchObject({ status: 'completed', audio: { status: 'completed' } });
  // Every text was written once: a step that ran again would count its call again.
  expect(after.usage).toMatchObject({ calls: 8, cachedCalls: 0 });
});

test('F05 when SIGTERM comes during a job, the process ends with 0 and the next one finishes the job', async () => {
  const first = await startApi();
  const before = await startVoicing(createApiClient(first));
  expect(await first.end('SIGTERM')).toBe(0);

  const second = await startApi({ dataDirectory: first.dataDirectory });
  const after = await createApiClient(second).finished(before.id);

  expect(after).toMatchObject({ status: 'completed', usage: { calls: 8, cachedCalls: 0 } });
});

test('when a job with audio has ended, the speech of its turns is gone and the podcast is kept', async () => {
  const api = await startApi();
  const job = await createApiClient(api).make({
    ...{ source: { text: tides }, materials: ['podcast-script'], audio: true, targetMinutes: 1 },
  });

  expect(await readdir(join(api.dataDirectory, 'audio', job.id))).toEqual([
    'podcast.mp3',
    'podcast.mp3.json',
    'podcast.vtt',
  ]);
});

test('F01 when the client repeats a request to the next process, it gets the job of the first', async () => {
  const first = await startApi();
  const create = (api: typeof first) =>
    createApiClient(api)
      .post('/api/v1/jobs', { source: { text: tides }, materials: ['faqs'] })
      .set('Idempotency-Key', 'the-same')
      .expect(201);
  const { body: before } = await create(first);
  await first.end('SIGKILL');

  const second = await startApi({ dataDirectory: first.dataDirectory });
  const { body: after } = await create(second);

  expect(after.id).toBe(before.id);
});

test('when nobody reads the output any more, SIGTERM ends the process cleanly all the same', async () => {
  const api = await startApi();
  api.hangUp();

  expect(await api.end('SIGTERM')).toBe(0);
});

test('when a second signal comes, another one than the first, the process ends at once', async () => {
  const api = await startApi();
  const [code] = await Promise.all([api.end('SIGINT'), api.end('SIGTERM')]);

  expect(code).toBe(130);
});

test('when npm start is ended by SIGTERM, the server that it started ends cleanly as well', async () => {
  const api = await startApi({ command: ['npm', 'run', 'start'] });
  await api.end('SIGTERM');

  expect(api.output.stdout).toMatch(/: finishing what runs …\n$/);
  await expect(fetch(`${api.url}/healthz`)).rejects.toThrow('fetch failed');
});
