import { describe, expect, test } from '@jest/globals';

import { startStore } from './storage-harness.ts';

const name = 'job/Über uns (1).mp3';

async function startSigning(lifetimeSeconds: number) {
  let aheadSeconds = 0;
  const { server, store } = await startStore({ now: () => new Date(Date.now() + 1000 * aheadSeconds) });
  await store.write(name, Buffer.from('0123456789'));
  await store.write('job/other.mp3', Buffer.from('secret'));
  const url = (await store.temporaryUrl(name, lifetimeSeconds)) ?? '';
  const moveClock = (seconds: number) => (aheadSeconds = seconds);
  return { server, store, url, moveClock };
}

describe('temporary addresses of Google Cloud Storage', () => {
  test('when one is fetched without a key, the file comes with its type, and in parts', async () => {
    const { url } = await startSigning(60);
    const whole = await fetch(url);
    expect([whole.status, whole.headers.get('content-type'), await whole.text()]).toEqual([
      ...[200, 'audio/mpeg', '0123456789'],
    ]);
    const part = await fetch(url, { headers: { Range: 'bytes=2-4' } });
    expect([part.status, await part.text()]).toEqual([206, '234']);
  });

  test.each([
    [60, 50, 200],
    [60, 61, 400],
    [604_800, 604_700, 200],
    [604_800, 604_801, 400],
  ])('when one lives %d s, after %d s its answer is %d', async (lifetime, seconds, status) => {
    const { url, moveClock } = await startSigning(lifetime);
    moveClock(seconds);
    expect((await fetch(url)).status).toBe(status);
  });

  test.each([
    ['names another file', (url: string) => url.replace(/job\/[^?]+/, 'job/other.mp3')],
    ['lives longer', (url: string) => url.replace('X-Goog-Expires=60', 'X-Goog-Expires=600')],
    ['has another date', (url: string) => url.replace(/X-Goog-Date=\d{4}/, 'X-Goog-Date=2099')],
    ['has another signature', (url: string) => url.replace(/(Signature=).{8}/, '$100000000')],
    ['has no signature', (url: string) => url.replace(/\?.*/, '')],
  ])('when one %s, it is refused', async (_, tamper) => {
    const { url } = await startSigning(60);
    expect(tamper(url)).not.toBe(url);
    const answer = await fetch(tamper(url));
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('secret');
  });

  test('F23 when one is given out, the key is not in it', async () => {
    const { server, url } = await startSigning(60);
    const lines = server.credentials.private_key.split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => decodeURIComponent(url).includes(line))).toEqual([]);
  });
});
