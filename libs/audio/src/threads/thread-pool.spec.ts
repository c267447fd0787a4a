import { afterEach, describe, expect, test } from '@jest/globals';

import { type ThreadPool, createThreadPool } from './thread-pool.ts';

const pools: ThreadPool<string, string>[] = [];
const poolOf = (threads: number, timeoutSeconds = 30) => {
  const pool = createThreadPool<string, string>({
    worker: new URL('./faulty-worker.ts', import.meta.url),
    threads,
    timeoutSeconds,
    failure: 'audio-failed',
  });
  pools.push(pool);
  return pool;
};
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});
const failure = (message: RegExp) => ({
  code: 'audio-failed',
  isRetryable: true,
  message: expect.stringMatching(message),
});

describe('a pool of threads', () => {
  test('when more is asked than there are threads, each request gets its own answer', async () => {
    const pool = poolOf(2);
    const asked = ['a', 'b', 'c', 'd', 'e'];
    expect(await Promise.all(asked.map((request) => pool.run(request)))).toEqual(
      asked.map((each) => `did ${each}`),
    );
  });

  test('when requests come one after the other, they share a thread', async () => {
    const pool = poolOf(2);
    const [one, other] = [await pool.run('thread'), await pool.run('thread')];
    expect(other).toBe(one);
  });

  test('when many requests come at once, no more threads than allowed are started', async () => {
    const pool = poolOf(2);
    const threads = await Promise.all(Array.from({ length: 8 }, () => pool.run('thread')));
    expect(new Set(threads).size).toBe(2);
  });

  test('when a thread answers with an error, the request fails and the thread goes on', async () => {
    const pool = poolOf(1);
    const thread = await pool.run('thread');
    await expect(pool.run('fail')).rejects.toMatchObject(failure(/refused/));
    expect(await pool.run('thread')).toBe(thread);
  });

  test.each([
    ['throws', 'throw', /out of order/],
    ['exits', 'exit', /ended with 3/],
  ])('when a thread %s, its request fails and another thread takes the next', async (_, request, message) => {
    const pool = poolOf(1);
    const [crashed, next] = await Promise.allSettled([pool.run(request), pool.run('next')]);
    expect(crashed).toMatchObject({ status: 'rejected', reason: failure(message) });
    expect(next).toEqual({ status: 'fulfilled', value: 'did next' });
  });

  test('when a thread takes too long, it is ended and another takes the next', async () => {
    const pool = poolOf(1, 1.5);
    const [hung, next] = await Promise.allSettled([pool.run('hang'), pool.run('fail')]);
    expect(hung).toMatchObject({ reason: failure(/longer than 1.5 s/) });
    expect(next).toMatchObject({ reason: failure(/refused/) });
  });

  test('when a running request is aborted, it ends at once and another thread takes the next', async () => {
    const pool = poolOf(1);
    const cancel = new AbortController();
    const hung = pool.run('hang', cancel.signal);
    const next = pool.run('next');
    cancel.abort(new Error('no longer wanted'));
    await expect(hung).rejects.toMatchObject({
      code: 'audio-aborted',
      cause: { message: 'no longer wanted' },
    });
    expect(await next).toBe('did next');
  });

  test('when a waiting request is aborted, it ends without waiting and the others are answered', async () => {
    const pool = poolOf(1);
    const cancel = new AbortController();
    const running = Promise.allSettled([pool.run('hang')]);
    const waiting = pool.run('never', cancel.signal);
    cancel.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'audio-aborted' });
    await pool.close();
    expect(await running).toMatchObject([{ reason: failure(/[Cc]losed/) }]);
  });

  test('when the signal is aborted already, nothing is run', async () => {
    await expect(poolOf(1).run('a', AbortSignal.abort())).rejects.toMatchObject({ code: 'audio-aborted' });
  });

  test('when it is closed, running, waiting and later requests fail', async () => {
    const pool = poolOf(1);
    const asked = Promise.allSettled([pool.run('hang'), pool.run('waiting')]);
    await pool.close();
    const closed = { status: 'rejected', reason: failure(/[Cc]losed/) };
    expect(await asked).toMatchObject([closed, closed]);
    await expect(pool.run('later')).rejects.toMatchObject(failure(/[Cc]losed/));
  });
});
