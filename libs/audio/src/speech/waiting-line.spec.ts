import { describe, expect, test } from '@jest/globals';

import { createWaitingLine } from './waiting-line.ts';

/** Who got in so far, in order. */
function visitors(line: ReturnType<typeof createWaitingLine>, count: number) {
  const inside: number[] = [];
  const visits = Array.from({ length: count }, (_, index) =>
    line.enter().then((leave) => {
      inside.push(index);
      return leave;
    }),
  );
  return { inside, visits };
}
const turn = () => new Promise((done) => setImmediate(done));

describe('a waiting line', () => {
  test('when more come than there are places, the others wait in order', async () => {
    const { inside, visits } = visitors(createWaitingLine(2), 4);
    await turn();
    expect(inside).toEqual([0, 1]);
    (await visits[1])?.();
    await turn();
    expect(inside).toEqual([0, 1, 2]);
  });

  test('when somebody leaves twice, that frees one place', async () => {
    const { inside, visits } = visitors(createWaitingLine(1), 3);
    const leave = await visits[0];
    leave?.();
    leave?.();
    await turn();
    expect(inside).toEqual([0, 1]);
  });

  test('when there are more places, those who wait come in; when there are fewer, nobody does until enough left', async () => {
    const line = createWaitingLine(1);
    const { inside, visits } = visitors(line, 4);
    line.setPlaces(2);
    await turn();
    expect(inside).toEqual([0, 1]);
    line.setPlaces(0);
    (await visits[0])?.();
    await turn();
    expect(inside).toEqual([0, 1]);
    (await visits[1])?.();
    await turn();
    expect(inside).toEqual([0, 1, 2]);
  });

  test('when one who waits is aborted, it is told so and the next takes its turn', async () => {
    const line = createWaitingLine(1);
    const leave = await line.enter();
    const cancel = new AbortController();
    const impatient = line.enter(cancel.signal);
    const patient = line.enter();
    cancel.abort();
    await expect(impatient).rejects.toMatchObject({ code: 'audio-aborted' });
    leave();
    await expect(patient).resolves.toBeInstanceOf(Function);
    await expect(line.enter(AbortSignal.abort())).rejects.toMatchObject({ code: 'audio-aborted' });
  });

  test('when it is closed, all who wait and all who come later are refused', async () => {
    const line = createWaitingLine(1);
    await line.enter();
    const waiting = line.enter();
    line.close(new Error('closed for today'));
    await expect(waiting).rejects.toThrow('closed for today');
    await expect(line.enter()).rejects.toThrow('closed for today');
  });
});
