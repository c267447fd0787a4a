import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSource, type Outline } from '@la-factoria/content';
import { createThreadedProofreader, type ThreadedProofreader } from '@la-factoria/content/models';
import { describeWriterContract } from '@la-factoria/content/testing';
import type { FaultName } from '@la-factoria/content/testing/gemini-server';

import { readFixture } from '../fixture.ts';
import { openWorkbench, type Workbench, writeSeven } from './model-workbench.ts';

const source = createSource({ text: readFixture('plant-cells') });
const shared = createThreadedProofreader();
afterAll(() => shared.close());

describe('a model whose answers are checked in a thread', () => {
  let workbench: Workbench;
  beforeEach(async () => {
    workbench = await openWorkbench({ proofreader: shared });
  });

  describeWriterContract('model, checked in a thread', () => workbench.writer);
});

describe('what is checked in a thread', () => {
  let outline: Outline;
  beforeAll(async () => {
    const { writer, options } = await openWorkbench();
    outline = await writer.outline(source, options);
  });

  /** The seven, each as it ended, while calls for flashcards meet a fault. */
  async function endsWith(fault: FaultName, proofreader?: ThreadedProofreader) {
    const workbench = await openWorkbench(proofreader ? { proofreader } : {});
    workbench.server.fail({ fault, purpose: 'flashcards', times: 2 });
    const ends = await workbench.passTimeUntil(writeSeven(workbench, source, outline));
    return { ends: [...ends], calls: workbench.server.callsFor('flashcards').length };
  }

  test.each<[FaultName, 'fulfilled' | 'rejected', number]>([
    ['invented-facts', 'rejected', 2],
    ['hallucinated-citation', 'fulfilled', 2],
    ['wrong-citation', 'fulfilled', 2],
    ['cut-off', 'rejected', 2],
    ['safety', 'rejected', 1],
    ['wrong-language', 'rejected', 2],
  ])(
    'when answers for one material meet %s, it is %s as it is without a thread',
    async (fault, status, calls) => {
      const here = await endsWith(fault);
      const there = await endsWith(fault, shared);

      expect(there).toEqual(here);
      expect(there.calls).toBe(calls);
      expect(there.ends).toContainEqual(['flashcards', expect.objectContaining({ status })]);
    },
  );

  test('when answers about several sources come together, each is held against its own', async () => {
    const others = [1, 2].map((copy) =>
      createSource({ text: `${readFixture('plant-cells')}\n\nThis is copy ${copy}.` }),
    );
    const { writer, options } = await openWorkbench({ proofreader: shared });
    const together = await Promise.all(
      others.map((other) => writer.material('faqs', other, outline, options)),
    );
    const { writer: alone } = await openWorkbench();

    expect(together).toEqual(
      await Promise.all(others.map((other) => alone.material('faqs', other, outline, options))),
    );
  });
});

test('when the thread is closed, nothing is checked any more', async () => {
  const proofreader = createThreadedProofreader();
  const { writer, options } = await openWorkbench({ proofreader });
  await proofreader.close();

  await expect(writer.outline(source, options)).rejects.toMatchObject({ code: 'writer-failed' });
});
