import { AudioError, type AudioErrorCode } from '@la-factoria/audio';
import { afterEach, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { startFactory } from '../testing/start-factory.ts';
import { tidesText as text } from '../testing/tides.ts';

let stop = async () => {};
afterEach(() => stop());

test.each<[AudioErrorCode, number, object]>([
  ['audio-store-failed', 503, { 'retry-after': '2' }],
  ['audio-not-found', 404, {}],
])(
  'when the store answers %s, the client is told so by %d, for the audio and its transcript',
  async (code, status, headers) => {
    let isAway = false;
    const factory = await startFactory({
      wrapAudioStore: (store) => ({
        ...store,
        async size(name) {
          if (isAway) throw new AudioError(code, 'Away', { isRetryable: true });
          return store.size(name);
        },
      }),
    });
    stop = factory.stop;
    const request = supertest(factory.app);
    const key = { 'X-API-Key': 'key-of-ana' };
    const order = { source: { text }, materials: ['podcast-script'], audio: true };
    const { body: job } = await request.post('/api/v1/jobs').set(key).send(order).expect(201);
    await factory.ended(job.id);
    isAway = true;

    for (const link of [job.links.audio, job.links.transcript]) {
      const answer = await request.get(link).set(key).expect(status);
      expect(answer.body).toMatchObject({ code, status });
      expect(answer.headers).toMatchObject(headers);
    }
  },
);
