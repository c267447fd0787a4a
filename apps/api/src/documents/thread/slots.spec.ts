import { describe, expect, test } from '@jest/globals';

import { createSlots } from './slots.ts';

const never = new AbortController().signal;

describe('slots', () => {
  test('when all are taken, the next waits until one is given back, in order', async () => {
    const slots = createSlots(1);
    const events: string[] = [];
    const giveBack = await slots.take(never);
    const second = slots.take(never).then((give) => (events.push('second'), give()));
    const third = slots.take(never).then((give) => (events.push('third'), give()));
    events.push('first');
    giveBack();
    await Promise.all([second, third]);

    expect(events).toEqual(['first', 'second', 'third']);
  });

  test('when one who waits is aborted, its turn goes to the next', async () => {
    const slots = createSlots(1);
    const giveBack = await slots.take(never);
    const controller = new AbortController();
    const waiting = slots.take(controller.signal);
    const next = slots.take(never);
    controller.abort('why');
    await expect(waiting).rejects.toMatchObject({
      code: 'document-aborted',
      isRetryable: true,
      cause: 'why',
    });
    giveBack();

    await expect(next).resolves.toBeInstanceOf(Function);
  });

  test('when who asks is aborted already, no slot is taken', async () => {
    const slots = createSlots(1);
    await expect(slots.take(AbortSignal.abort())).rejects.toMatchObject({ code: 'document-aborted' });

    await expect(slots.take(never)).resolves.toBeInstanceOf(Function);
  });
});
