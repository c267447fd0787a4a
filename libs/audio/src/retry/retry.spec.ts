import { describe, expect, test } from '@jest/globals';

import { AudioError, type AudioErrorCode } from '../errors.ts';
import { withRetries } from './retry.ts';

const failing = (code: AudioErrorCode, retryAfterSeconds?: number) =>
  new AudioError(code, 'No', { isRetryable: true, retryAfterSeconds });

/** Fails so often, then succeeds; says how often it was tried, and when. */
function workThatFails(times: number, error: Error) {
  const tries: number[] = [];
  const work = async () => {
    tries.push(performance.now());
    if (tries.length <= times) throw error;
    return 'done';
  };
  return { work, tries };
}

describe('trying again', () => {
  test.each([
    [3, 'done', 4],
    [4, 'No', 4],
  ])(
    'when work fails %d times in passing, what comes is %s, after %d tries',
    async (times, outcome, count) => {
      const { work, tries } = workThatFails(times, failing('voice-unavailable'));
      const said = await withRetries(work, { firstWaitSeconds: 0.001 }).catch(
        (error: Error) => error.message,
      );
      expect([said, tries.length]).toEqual([outcome, count]);
    },
  );

  test.each([new AudioError('voice-unauthorized', 'No'), new TypeError('No')])(
    'when the error is lasting, as %s, it is thrown at once',
    async (error) => {
      const { work, tries } = workThatFails(1, error);
      await expect(withRetries(work, {})).rejects.toBe(error);
      expect(tries).toHaveLength(1);
    },
  );

  test('when the provider asks to be left alone, it is left alone as long', async () => {
    const { work, tries } = workThatFails(1, failing('voice-rate-limited', 0.3));
    await withRetries(work, { firstWaitSeconds: 0.001 });
    const [first = 0, second = 0] = tries;
    expect(second - first).toBeGreaterThan(295);
  });

  test('when it asks for longer than a job can wait, the error comes at once and says for how long', async () => {
    const { work, tries } = workThatFails(1, failing('voice-rate-limited', 61));
    await expect(withRetries(work, {})).rejects.toMatchObject({ retryAfterSeconds: 61 });
    expect(tries).toHaveLength(1);
  });

  test('when speech is implausible, it is asked for again without a wait', async () => {
    const { work, tries } = workThatFails(3, failing('audio-implausible'));
    await withRetries(work, { firstWaitSeconds: 3600 });
    expect(tries).toHaveLength(4);
  });

  test('when other requests of the account are in the way, it goes on asking beyond its tries', async () => {
    const { work, tries } = workThatFails(9, failing('voice-busy'));
    await expect(withRetries(work, { firstWaitSeconds: 0.001 })).resolves.toBe('done');
    expect(tries).toHaveLength(10);
  });

  test('when they stay in the way for too long, they count like other errors', async () => {
    const { work, tries } = workThatFails(9, failing('voice-busy'));
    await expect(withRetries(work, { firstWaitSeconds: 0.001, busySeconds: 0 })).rejects.toMatchObject({
      code: 'voice-busy',
    });
    expect(tries).toHaveLength(4);
  });

  test('when the caller gives up during a wait, it ends as aborted', async () => {
    const abort = new AbortController();
    const { work, tries } = workThatFails(9, failing('voice-rate-limited', 60));
    const trying = withRetries(work, {}, abort.signal);
    abort.abort();
    await expect(trying).rejects.toMatchObject({ code: 'audio-aborted' });
    expect(tries).toHaveLength(1);
  });
});
