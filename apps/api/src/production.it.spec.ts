import {
  ContentError,
  createExtractiveWriter,
  type DerivedKind,
  type Outline,
  type Source,
  type Writer,
  type WritingOptions,
} from '@la-factoria/content';
import { afterEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { startFactory } from './testing/start-factory.ts';
import { tidesText as text } from './testing/tides.ts';

let stop = async () => {};
afterEach(() => stop());

/** The extractive writer, told to fail, and counting what it is asked for. */
function brokenWriter(broken: { kinds: Set<string> }) {
  const real = createExtractiveWriter();
  const asked: string[] = [];
  const failing = (kind: string) => {
    asked.push(kind);
    if (broken.kinds.has(kind))
      throw new ContentError('material-invalid', `No ${kind} today.`, { isRetryable: true });
  };
  const writer: Writer = {
    ...{ generator: real.generator, version: real.version },
    async outline(source, options) {
      failing('outline');
      return real.outline(source, options);
    },
    async material<Kind extends DerivedKind>(
      kind: Kind,
      source: Source,
      outline: Outline,
      options: WritingOptions,
    ) {
      failing(kind);
      return real.material(kind, source, outline, options);
    },
  };
  return { writer, asked };
}

async function start(broken: { kinds: Set<string> }) {
  const { writer, asked } = brokenWriter(broken);
  const factory = await startFactory({ writer });
  stop = factory.stop;
  const request = supertest(factory.app);
  const key = { 'X-API-Key': 'key-of-ana' };
  const look = async (id: string) => (await request.get(`/api/v1/jobs/${id}`).set(key).expect(200)).body;
  return {
    asked,
    async make(order: object) {
      const { body } = await request
        .post('/api/v1/jobs')
        .set(key)
        .send({ source: { text }, ...order })
        .expect(201);
      await factory.ended(body.id);
      return look(body.id);
    },
    async retry(id: string) {
      await request.post(`/api/v1/jobs/${id}/retry`).set(key).expect(202);
      await factory.ended(id);
      return look(id);
    },
  };
}

describe('the production of a job', () => {
  test('F12 when one material fails, the job is partial, the others are there, and a retry writes only what is missing', async () => {
    const broken = { kinds: new Set(['faqs']) };
    const factory = await start(broken);
    const partial = await factory.make({});
    broken.kinds.clear();
    factory.asked.length = 0;
    const completed = await factory.retry(partial.id);

    expect(partial).toMatchObject({
      status: 'partial',
      progress: { completed: 7, total: 8 },
      materials: {
        faqs: {
          status: 'failed',
          error: { code: 'material-invalid', message: 'No faqs today.', isRetryable: true },
        },
        flashcards: { status: 'completed' },
      },
      error: {
        code: 'materials-failed',
        message: 'Could not be made: faqs. No faqs today.',
        isRetryable: true,
      },
    });
    expect(factory.asked).toEqual(['faqs']);
    expect(completed).toMatchObject({
      status: 'completed',
      materials: { faqs: { status: 'completed' } },
      error: null,
    });
  });

  test('when the outline fails, everything does, and the job is failed', async () => {
    const factory = await start({ kinds: new Set(['outline']) });
    const job = await factory.make({});

    expect(factory.asked).toEqual(['outline']);
    expect(job).toMatchObject({
      ...{ status: 'failed', progress: { completed: 0, total: 8 } },
      materials: { outline: { status: 'failed' }, flashcards: { status: 'failed' } },
      error: { code: 'material-invalid', message: 'No outline today.' },
    });
  });

  test('when the script fails, the audio fails with it and the other materials are kept', async () => {
    const factory = await start({ kinds: new Set(['podcast-script']) });
    const job = await factory.make({ audio: true, materials: ['faqs'] });

    expect(job).toMatchObject({
      status: 'partial',
      materials: { faqs: { status: 'completed' }, 'podcast-script': { status: 'failed' } },
      audio: { status: 'failed' },
      error: { message: 'Could not be made: podcast-script, audio. No podcast-script today.' },
    });
  });

  test('when all that was asked for fails, the job is failed, though the outline that it needed was written', async () => {
    const factory = await start({ kinds: new Set(['faqs', 'flashcards']) });
    const job = await factory.make({ materials: ['faqs', 'flashcards'] });

    expect(job.status).toBe('failed');
    expect(Object.keys(job.materials)).toEqual(['faqs', 'flashcards']);
  });

  test('when audio is asked for without the script, the script is made as well', async () => {
    const factory = await start({ kinds: new Set() });
    const job = await factory.make({ materials: ['faqs'], audio: true });

    expect(job).toMatchObject({ status: 'completed', audio: { status: 'completed', progress: 1 } });
    expect(job.audio.durationSeconds).toBeGreaterThan(10);
    expect(Object.keys(job.materials)).toEqual(['podcast-script', 'faqs']);
  });
});
