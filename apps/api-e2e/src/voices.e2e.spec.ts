import { readFileSync } from 'node:fs';

import { afterAll, afterEach, expect, test } from '@jest/globals';
import {
  type OpenAiSpeechFailure,
  type OpenAiSpeechServer,
  startOpenAiSpeechServer,
} from '@la-factoria/audio/testing/openai-speech-server';

import { createApiClient } from './harness/api-client.ts';
import { endAllApis, startApi } from './harness/api-process.ts';

const tides = readFileSync(new URL('../fixtures/tides.md', import.meta.url), 'utf8');
const materials = ['podcast-script', 'faqs'];
const orderOf = (title: string) => ({
  ...{ source: { text: tides, title }, materials, audio: true, targetMinutes: 1 },
});

let server: OpenAiSpeechServer | undefined;
afterEach(() => server?.close());
afterAll(endAllApis);

/** The API with the voices of a speech server that hums. */
async function startOn(speechServer: OpenAiSpeechServer) {
  server = speechServer;
  const environment = {
    ...{ VOICE: 'openai-compatible', VOICE_BASE_URL: server.url, VOICE_MODEL: server.model },
    ...{ VOICE_API_KEY: server.apiKey, VOICES: server.voices.join(), VOICE_CONCURRENCY: '4' },
    ...{ VOICE_CHARACTERS_PER_SECOND: '60', JOB_CONCURRENCY: '12' },
  };
  const api = await startApi({ environment });
  return { api, client: createApiClient(api), speechServer };
}

test('when another job says the same, no turn is voiced and paid for again, unless it asks for that', async () => {
  const { client, speechServer } = await startOn(await startOpenAiSpeechServer());
  const first = await client.make(orderOf('Tides'));
  const voiced = speechServer.requests.length;
  const second = await client.make(orderOf('Tides'));
  const voicedAfterSecond = speechServer.requests.length;
  const third = await client.make({ ...orderOf('Tides'), useCache: false });

  expect([first, second, third].map(({ status, audio }) => [status, audio?.status])).toEqual(
    Array(3).fill(['completed', 'completed']),
  );
  expect(voiced).toBeGreaterThan(3);
  expect(voicedAfterSecond).toBe(voiced);
  expect(speechServer.requests).toHaveLength(2 * voiced);
  const billed = speechServer.requests.slice(0, voiced).reduce((sum, { input }) => sum + input.length, 0);
  expect([first, second, third].map(({ usage }) => usage.characters)).toEqual([billed, 0, billed]);
});

const failures: Record<string, [OpenAiSpeechFailure, string]> = {
  'a key that is refused': [{ kind: 'status', status: 401 }, 'voice-unauthorized'],
  'money that is spent': [{ kind: 'status', status: 402 }, 'voice-quota-exceeded'],
  'a request that is wrong': [{ kind: 'status', status: 422 }, 'voice-request-invalid'],
  'too many requests': [{ kind: 'status', status: 429 }, 'voice-rate-limited'],
  'a server that breaks down': [{ kind: 'status', status: 500 }, 'voice-unavailable'],
  'a line that breaks': [{ kind: 'reset' }, 'voice-unavailable'],
  'an answer that breaks off': [{ kind: 'cut', length: 'told' }, 'voice-cut-off'],
  'half of the speech': [{ kind: 'truncated' }, 'audio-implausible'],
  'speech that is silent': [{ kind: 'silent' }, 'audio-implausible'],
  'text instead of speech': [{ kind: 'text', contentType: 'audio/wav', text: 'Busy' }, 'voice-failed'],
};

/** Turns that name the title of their job meet what it is about. */
const failureFor = (input: string): OpenAiSpeechFailure | undefined =>
  Object.entries(failures).find(([title]) => input.includes(title))?.[1][0];

test('F21 whatever fails at the voice, the job is partial, tells why, keeps its texts, and its retry voices only what is missing', async () => {
  let isHealed = false;
  const { api, client, speechServer } = await startOn(
    await startOpenAiSpeechServer({
      onRequest: ({ input }) => (isHealed ? undefined : failureFor(input)),
    }),
  );
  const jobs = await Promise.all(Object.keys(failures).map((title) => client.make(orderOf(title))));
  const texts = await Promise.all(
    jobs.map(({ links }) => client.get(String(links['materials'])).expect(200)),
  );

  expect(jobs.map(({ status, audio }) => [status, audio?.status, audio?.error?.code])).toEqual(
    Object.values(failures).map(([, code]) => ['partial', 'failed', code]),
  );
  expect(jobs.map(({ audio }) => audio?.error?.message)).toEqual(
    jobs.map(() => expect.stringMatching(/^Turn \d+ \(\w+\): /)),
  );
  expect(JSON.stringify(jobs) + api.output.stderr + api.output.stdout).not.toContain(speechServer.apiKey);
  expect(
    texts.map(({ body }) => [body['podcast-script'].turns.length > 3, body.faqs.items.length > 1]),
  ).toEqual(jobs.map(() => [true, true]));

  isHealed = true;
  const retried = await Promise.all(
    jobs.map(async ({ id }) => {
      await client.post(`/api/v1/jobs/${id}/retry`).expect(202);
      return client.finished(id);
    }),
  );
  expect(retried.map(({ status }) => status)).toEqual(jobs.map(() => 'completed'));
  // What no failure met was voiced once, for all jobs that say it, before and after.
  const unharmed = speechServer.requests
    .map(({ input }) => input)
    .filter((input) => failureFor(input) === undefined);
  expect(unharmed.length).toBeGreaterThan(3);
  expect(new Set(unharmed).size).toBe(unharmed.length);
});
