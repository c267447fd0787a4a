import { ContentError, createExtractiveWriter, createSource } from '@la-factoria/content';
import {
  createThreadedExtractiveWriter,
  type ThreadedWriter,
} from '@la-factoria/content/threaded-extractive-writer';
import { buildLongText, buildSource, describeWriterContract } from '@la-factoria/content/testing';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';

const shared = createThreadedExtractiveWriter();
afterAll(() => shared.close());

describeWriterContract('the extractive writer in a thread', () => shared);

describe('the extractive writer in a thread', () => {
  test('when a source is written in the thread and here, the bytes are the same', async () => {
    const source = buildSource();
    const here = createExtractiveWriter();
    const outline = await shared.outline(source, {});

    expect(outline).toEqual(await here.outline(source, {}));
    expect(await shared.material('faqs', source, outline, {})).toEqual(
      await here.material('faqs', source, outline, {}),
    );
  });

  test('when it works on a long source, the caller goes on meanwhile', async () => {
    let isWriting = true;
    let turns = 0;
    const writing = shared
      .outline(createSource({ text: buildLongText(300_000) }), {})
      .finally(() => (isWriting = false));
    while (isWriting) {
      turns += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;

    expect(turns).toBeGreaterThan(100);
  });
});

describe('a thread that comes to harm', () => {
  let writer: ThreadedWriter;
  afterEach(() => writer.close());

  test('when the memory does not suffice, the request fails and may be repeated, and the next one is served', async () => {
    writer = createThreadedExtractiveWriter({ maxHeapMegabytes: 24 });
    const failure = await writer
      .outline(createSource({ text: buildLongText(990_000) }), {})
      .catch((error: unknown) => error);
    const next = await writer.outline(
      createSource({ text: 'A tide is the regular rise and fall of the sea at the coast.' }),
      {},
    );

    expect(failure).toMatchObject({ name: 'ContentError', code: 'writer-failed', isRetryable: true });
    expect(next.kind).toBe('outline');
  });

  test('when a request is aborted, it ends at once, and the next one is served by another thread', async () => {
    writer = createThreadedExtractiveWriter();
    const abort = new AbortController();
    const long = writer.outline(createSource({ text: buildLongText(990_000) }), { signal: abort.signal });
    abort.abort();

    await expect(long).rejects.toMatchObject({ code: 'writing-aborted' });
    expect(await writer.outline(buildSource(), {})).toMatchObject({ kind: 'outline' });
  });

  test('when the signal is aborted already, nothing is begun', async () => {
    writer = createThreadedExtractiveWriter();

    await expect(writer.outline(buildSource(), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'writing-aborted',
    });
  });

  test('when the writer refuses a source, its own error comes across', async () => {
    writer = createThreadedExtractiveWriter();
    const failure = await writer
      .outline({ ...buildSource(), text: 'short' }, {})
      .catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(ContentError);
    expect(failure).toMatchObject({ code: 'source-invalid', isRetryable: false });
  });
});
