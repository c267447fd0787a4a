import { describe, expect, test } from '@jest/globals';

import { defaultDocumentLimits } from '../document-limits.ts';
import { runParserThread } from './run-parser-thread.ts';

const module = new URL('../testing/faulty-thread.ts', import.meta.url);
const never = new AbortController().signal;

/** What a thread does that was told so. */
function run(
  order: string,
  limits: Partial<typeof defaultDocumentLimits> = {},
  { signal = never, bytes = new Uint8Array(10) } = {},
) {
  const request = {
    bytes,
    kind: 'pdf' as const,
    charset: order,
    limits: { ...defaultDocumentLimits, ...limits },
  };
  return runParserThread(request, { signal, module });
}

describe('runParserThread', () => {
  test('when bytes fill their buffer, they are moved; when they are a part of one, they are copied', async () => {
    const whole = new Uint8Array(100);
    const part = new Uint8Array(100).subarray(10);

    await expect(run('answer', {}, { bytes: whole })).resolves.toMatchObject({ text: '100' });
    await expect(run('answer', {}, { bytes: part })).resolves.toMatchObject({ text: '90' });
    expect([whole.length, part.length]).toEqual([0, 90]);
  });

  test('when a thread never ends, the time limit ends it', async () => {
    await expect(run('hang', { seconds: 0.5 })).rejects.toMatchObject({
      code: 'document-too-slow',
      limit: 'seconds',
      message: expect.stringContaining('0.5 s'),
    });
  });

  test.each(['fill the heap', 'fill buffers'])(
    'when a thread does nothing but %s, the memory limit ends it',
    async (order) => {
      await expect(run(order, { memoryMegabytes: 32 })).rejects.toMatchObject({
        code: 'document-too-large',
        limit: 'memoryMegabytes',
        message: expect.stringContaining('32 MiB'),
      });
    },
  );

  test('when the signal aborts, the thread ends', async () => {
    const controller = new AbortController();
    const running = run('hang', {}, { signal: controller.signal });
    controller.abort('why');

    await expect(running).rejects.toMatchObject({
      code: 'document-aborted',
      isRetryable: true,
      cause: 'why',
    });
  });

  test('when the signal has aborted before, nothing is moved', async () => {
    const bytes = new Uint8Array(10);
    await expect(run('answer', {}, { signal: AbortSignal.abort(), bytes })).rejects.toMatchObject({
      code: 'document-aborted',
    });

    expect(bytes).toHaveLength(10);
  });

  test.each([
    ['throws', 'throw', 'out of order'],
    ['ends without an answer', 'nothing', 'no answer'],
  ])('when a thread %s, its error is told', async (_, order, message) => {
    await expect(run(order)).rejects.toThrow(message);
  });
});
