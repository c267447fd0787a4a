import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import { sendTogether } from './send-together.ts';

describe('sendTogether', () => {
  test('when several commands are sent in a turn, they are held once, and let go after it', async () => {
    const client = new Redis({ lazyConnect: true });
    client.stream = new Socket();
    const hold = sendTogether(client);
    hold();
    hold();
    expect(client.stream.writableCorked).toBe(1);
    await nextTurn();
    expect(client.stream.writableCorked).toBe(0);
    hold();
    expect(client.stream.writableCorked).toBe(1);
    await nextTurn();
  });

  test('when the line is replaced meanwhile, the new one is not let go for the old one', async () => {
    const client = new Redis({ lazyConnect: true });
    const former = new Socket();
    client.stream = former;
    const hold = sendTogether(client);
    hold();
    client.stream = new Socket();
    await nextTurn();
    expect(former.writableCorked).toBe(0);
    hold();
    expect(client.stream.writableCorked).toBe(1);
  });

  test('when there is no line yet, nothing happens', () => {
    expect(sendTogether(new Redis({ lazyConnect: true }))).not.toThrow();
  });
});
