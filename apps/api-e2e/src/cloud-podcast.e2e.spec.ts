import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startElevenLabsServer } from '@la-factoria/audio/testing/elevenlabs-server';
import { startStorageServer } from '@la-factoria/audio/testing/storage-server';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, startApi } from './harness/api-process.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'factoria-cloud-'));
});
afterAll(async () => {
  await endAllApis();
  await rm(folder, { recursive: true, force: true });
});

test('when ElevenLabs speaks and Google keeps, the podcast is made there, served from there, and deleted with its job', async () => {
  await using voices = await closing(startElevenLabsServer());
  await using storage = await closing(startStorageServer({ bucket: 'podcasts' }));
  const keyFile = join(folder, 'service-account.json');
  await writeFile(keyFile, JSON.stringify({ type: 'service_account', ...storage.server.credentials }));
  const api = await startApi({
    environment: {
      ...{ VOICE: 'elevenlabs', ELEVENLABS_API_KEY: voices.server.apiKey, VOICE_BASE_URL: voices.server.url },
      ...{ VOICES: voices.server.voices.join(), VOICE_CONCURRENCY: '4', VOICE_FORMAT: 'pcm_24000' },
      ...{ VOICE_CHARACTERS_PER_SECOND: '60', GOOGLE_APPLICATION_CREDENTIALS: keyFile },
      ...{ AUDIO_STORE: 'gcs', AUDIO_BUCKET: 'podcasts', AUDIO_PREFIX: 'factoria/audio' },
      AUDIO_STORE_ENDPOINT: storage.server.url,
    },
  });
  const client = createApiClient(api);
  const job = await client.make({
    ...{ source: { text: tides }, materials: ['podcast-script'], audio: true, targetMinutes: 1 },
  });

  expect(job).toMatchObject({ status: 'completed', audio: { status: 'completed' } });
  const path = `factoria/audio/${job.id}/podcast`;
  expect([...storage.server.objects.keys()].sort()).toEqual([
    `${path}.mp3`,
    `${path}.mp3.json`,
    `${path}.vtt`,
  ]);
  const kept = Buffer.from(storage.server.objects.get(`${path}.mp3`)?.bytes ?? []);
  const { body, headers } = await client
    .get(String(job.links['audio']))
    .set('Range', 'bytes=100-299')
    .expect(206);
  expect(Buffer.from(body).equals(kept.subarray(100, 300))).toBe(true);
  expect(headers['content-range']).toBe(`bytes 100-299/${kept.length}`);
  const transcript = await client.get(String(job.links['transcript'])).expect(200);
  expect(transcript.headers['content-type']).toBe('text/vtt; charset=utf-8');
  expect(transcript.text).toMatch(/^WEBVTT\n\n1/);
  expect(voices.server.requests.length).toBeGreaterThan(3);

  await client.remove(job.links['self'] ?? '').expect(204);
  await client.get(String(job.links['audio'])).expect(404);
  expect([...storage.server.objects.keys()]).toEqual([]);
  const output = api.output.stdout + api.output.stderr;
  expect(output).not.toContain(voices.server.apiKey);
  expect(output).not.toContain('PRIVATE KEY');
});

async function closing<Server extends { close(): Promise<void> }>(starting: Promise<Server>) {
  const server = await starting;
  return { server, [Symbol.asyncDispose]: () => server.close() };
}
