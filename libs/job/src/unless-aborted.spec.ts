import { getEventListeners } from 'node:events';

import { describe, expect, test } from '@jest/globals';

import { unlessAborted } from './unless-aborted.ts';

describe('unlessAborted', () => {
  const reason = new Error('Aborted by a test, on purpose.');

  test('when the work ends first, its result is answered', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(signal, async () => 1)).toBe(1);
  });

  test('when the work fails first, by a throw or a rejection, so does the waiting', async () => {
    const { signal } = new AbortController();
    const thrown = unlessAborted(signal, () => {
      throw reason;
    });
    await expect(thrown).rejects.toBe(reason);
    await expect(unlessAborted(signal, () => Promise.reject(reason))).rejects.toBe(reason);
  });

  test('when the signal aborts first, the waiting ends with its reason', async () => {
    const abort = new AbortController();
    const waiting = unlessAborted(abort.signal, () => new Promise<never>(() => {}));
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  test('when the signal has aborted before, the work is not begun', async () => {
    let begun = 0;
    await expect(unlessAborted(AbortSignal.abort(reason), async () => (begun += 1))).rejects.toBe(reason);
    expect(begun).toBe(0);
  });

  test('when the work has ended, nothing listens to the signal any more', async () => {
    const { signal } = new AbortController();
    await unlessAborted(signal, async () => expect(getEventListeners(signal, 'abort')).toHaveLength(1));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
