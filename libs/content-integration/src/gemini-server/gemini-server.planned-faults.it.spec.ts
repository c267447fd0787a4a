import { beforeEach, describe, expect, test } from '@jest/globals';
import type { GeminiServer } from '@la-factoria/content/testing/gemini-server';

import { openGeminiServer, outcomeOf } from './open-gemini-server.ts';

let opened: Awaited<ReturnType<typeof openGeminiServer>>;
let server: GeminiServer;

beforeEach(async () => {
  opened = await openGeminiServer();
  ({ server } = opened);
});

describe('which calls meet a fault', () => {
  const outline = { task: 'Material: outline\n\nWrite.' };
  const statuses = () => server.calls.map(({ status }) => status);

  test('when no number is said, one call does', async () => {
    const planned = server.fail({ fault: 'overloaded' });
    await outcomeOf(opened.ask());
    await opened.ask();
    expect([statuses(), planned.hits]).toEqual([[503, 200], 1]);
  });

  test('when a material is named, only calls for it do', async () => {
    server.fail({ fault: 'overloaded', purpose: 'outline' });
    await opened.ask();
    await outcomeOf(opened.ask(outline));
    expect(statuses()).toEqual([200, 503]);
  });

  test('when a condition is given, only calls that meet it do, as often as said', async () => {
    server.fail({ fault: 'overloaded', where: ({ task }) => task.includes('outline'), times: 2 });
    await opened.ask();
    await outcomeOf(opened.ask(outline));
    await outcomeOf(opened.ask(outline));
    await opened.ask(outline);
    expect(statuses()).toEqual([200, 503, 503, 200]);
  });

  test('when several fit, they come in the order in which they were asked for', async () => {
    server.fail({ fault: 'server-error' });
    server.fail({ fault: 'overloaded' });
    await outcomeOf(opened.ask());
    await outcomeOf(opened.ask());
    expect(statuses()).toEqual([500, 503]);
  });

  test('when a fault is stopped, no further call meets it', async () => {
    const planned = server.fail({ fault: 'overloaded', times: Infinity });
    await outcomeOf(opened.ask());
    planned.stop();
    await opened.ask();
    expect(statuses()).toEqual([503, 200]);
  });

  test('when a condition throws, the test learns of it', async () => {
    server.fail({
      fault: 'overloaded',
      where: () => {
        throw new Error('a mistake in a test');
      },
    });
    const response = await fetch(`${server.baseUrl}/models/gemini-3.5-flash:generateContent`, {
      ...{ method: 'POST', headers: { 'x-goog-api-key': 'k' } },
      body: JSON.stringify({ contents: [{ parts: [{ text: 'Hello.' }] }] }),
    });
    await expect(response.text()).resolves.toContain('a mistake in a test');
  });
});
