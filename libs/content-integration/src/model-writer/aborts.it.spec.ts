import { beforeAll, describe, expect, test } from '@jest/globals';
import { createBudget, createSource, type Outline, type Writer } from '@la-factoria/content';
import { withDeadline } from '@la-factoria/content/models';
import { buildLongText, settled, watchPromise } from '@la-factoria/content/testing';

import { readFixture } from '../fixture.ts';
import { derivedKinds, openWorkbench, until, type Workbench } from './model-workbench.ts';
import { eachOf, inventionOf } from './reshape-answers.ts';

const source = createSource({ text: readFixture('plant-cells') });
const longSource = () => createSource({ text: buildLongText(100_000) });

let outline: Outline;

beforeAll(async () => {
  const { writer, options } = await openWorkbench();
  outline = await writer.outline(source, options);
});

/** Nothing is asked any more, whatever time passes. */
async function callsAfter({ server, clock }: Workbench, milliseconds = 600_000): Promise<number> {
  const before = server.calls.length;
  await clock.pass(milliseconds);
  await settled();
  return server.calls.length - before;
}

const aborted = { name: 'ContentError', code: 'writing-aborted', isRetryable: true };

describe('a writing that is aborted', () => {
  test('when it is aborted in the middle of a call, it ends at once, and the connection is given up', async () => {
    const bench = await openWorkbench();
    bench.server.fail({ fault: 'hang' });
    const controller = new AbortController();
    const writing = watchPromise(
      bench.writer.material('faqs', source, outline, { signal: controller.signal }),
    );
    await bench.server.arrived(1);
    controller.abort();
    await settled();
    expect(writing.error).toMatchObject(aborted);
    await until(() => bench.server.calls[0]?.status === 'left');
    expect(await callsAfter(bench)).toBe(0);
    expect(bench.clock.timers).toBe(0);
  });

  test('when it is aborted while a retry waits, it ends at once, and the retry is never made', async () => {
    const bench = await openWorkbench();
    bench.server.fail({ fault: 'rate-limited', retryDelay: '58s' });
    const controller = new AbortController();
    const writing = watchPromise(
      bench.writer.material('faqs', source, outline, { signal: controller.signal }),
    );
    await until(() => bench.server.calls[0]?.status === 429 && bench.open === 0);
    await bench.clock.pass(10_000);
    expect(writing.state).toBe('pending');
    controller.abort();
    await settled();
    expect(writing.error).toMatchObject(aborted);
    expect(await callsAfter(bench)).toBe(0);
    expect(bench.server.calls).toHaveLength(1);
  });

  test('when it is aborted in its repair, it ends as aborted, although the first answer was good enough', async () => {
    const bench = await openWorkbench({
      reshape: eachOf('items', (card, at) => (at === 1 ? { ...card, answer: inventionOf(1) } : card)),
    });
    bench.server.fail({ fault: 'hang', where: ({ isRepair }) => isRepair });
    const controller = new AbortController();
    const writing = watchPromise(
      bench.writer.material('faqs', source, outline, { signal: controller.signal }),
    );
    await bench.server.arrived(2);
    controller.abort();
    await settled();
    expect(writing.error).toMatchObject(aborted);
    expect(await callsAfter(bench)).toBe(0);
  });

  test('when it is aborted while it waits for its turn, no call is made for it', async () => {
    const bench = await openWorkbench({ limits: { pacing: { concurrency: 1 } } });
    const slow = bench.server.fail({ fault: 'slow' });
    const first = bench.writer.material('flashcards', source, outline, {});
    await bench.server.arrived(1);
    const controller = new AbortController();
    const second = watchPromise(
      bench.writer.material('faqs', source, outline, { signal: controller.signal }),
    );
    await settled();
    controller.abort();
    await settled();
    expect(second.error).toMatchObject(aborted);
    slow.release();
    await expect(first).resolves.toMatchObject({ kind: 'flashcards' });
    expect(bench.server.calls.map(({ purpose }) => purpose)).toEqual(['flashcards']);
  });

  test('when it is aborted while notes are taken, it ends at once, and no further part is read', async () => {
    const bench = await openWorkbench({
      model: { contextTokens: 16_000 },
      limits: { pacing: { concurrency: 2 } },
    });
    bench.server.fail({ fault: 'hang', times: Number.POSITIVE_INFINITY });
    const controller = new AbortController();
    const writing = watchPromise(bench.writer.outline(longSource(), { signal: controller.signal }));
    await bench.server.arrived(2);
    controller.abort();
    await settled();
    expect(writing.error).toMatchObject(aborted);
    expect(await callsAfter(bench)).toBe(0);
    expect(bench.server.calls).toHaveLength(2);
  });

  test('when one of two writings that share the notes is aborted, the other takes them on', async () => {
    const shared = longSource();
    const bench = await openWorkbench({ model: { contextTokens: 16_000 } });
    const slow = bench.server.fail({ fault: 'slow', times: 2 });
    const controller = new AbortController();
    const first = watchPromise(bench.writer.material('faqs', shared, outline, { signal: controller.signal }));
    const second = bench.writer.material('flashcards', shared, outline, {});
    await bench.server.arrived(1);
    controller.abort();
    await settled();
    expect(first.error).toMatchObject(aborted);
    slow.release();
    await expect(second).resolves.toMatchObject({ kind: 'flashcards' });
    expect(bench.server.callsFor('faqs')).toEqual([]);
  });

  test('when the signal was aborted before, for a reason of another kind, the error is ours and names it as its cause', async () => {
    const { writer, server } = await openWorkbench();
    const signal = AbortSignal.abort(new Error('nobody waits any more'));
    await expect(writer.outline(source, { signal })).rejects.toMatchObject({
      ...aborted,
      cause: expect.objectContaining({ message: 'nobody waits any more' }),
    });
    expect(server.calls).toEqual([]);
  });

  test('when seven are aborted together, each ends, and what was set aside of the budget is settled', async () => {
    const bench = await openWorkbench();
    bench.server.fail({ fault: 'hang', times: Number.POSITIVE_INFINITY });
    const budget = createBudget({ limitUsd: 10 });
    const controller = new AbortController();
    const options = { ...bench.options, budget, signal: controller.signal };
    const writings = derivedKinds.map((kind) =>
      watchPromise(bench.writer.material(kind, source, outline, options)),
    );
    await bench.server.arrived(7);
    controller.abort();
    await settled();
    expect(writings.map(({ error }) => error)).toEqual(writings.map(() => expect.objectContaining(aborted)));
    // What was sent may be billed: it is counted, and reported to the same amount.
    const reported = bench.usages.reduce((sum, { costUsd }) => sum + costUsd, 0);
    expect(bench.usages).toHaveLength(7);
    expect(budget.spentUsd).toBeCloseTo(reported, 6);
    expect(bench.clock.timers).toBe(0);
  });
});

describe('a deadline', () => {
  const inTime = ({ writer, clock }: Workbench, seconds: number): Writer =>
    withDeadline(writer, { clock, seconds });

  test('F10 when it passes in the middle of a call, the material fails then, and nothing more is called', async () => {
    const bench = await openWorkbench();
    bench.server.fail({ fault: 'hang' });
    const writing = watchPromise(inTime(bench, 30).material('faqs', source, outline, {}));
    await bench.server.arrived(1);
    await bench.clock.pass(29_999);
    expect(writing.state).toBe('pending');
    await bench.clock.pass(1);
    expect(writing.error).toMatchObject({ code: 'deadline-exceeded', isRetryable: true });
    expect(await callsAfter(bench)).toBe(0);
  });

  test('F10 when the delay that a 429 asks for passes it, the material fails in time, and the others go on', async () => {
    const bench = await openWorkbench();
    bench.server.fail({ fault: 'rate-limited', retryDelay: '58s', purpose: 'faqs' });
    const writer = inTime(bench, 30);
    const late = watchPromise(writer.material('faqs', source, outline, {}));
    await until(() => bench.server.calls[0]?.status === 429 && bench.open === 0);
    await bench.clock.pass(30_000);
    expect(late.error).toMatchObject({ code: 'deadline-exceeded' });
    await bench.clock.pass(28_000);
    await expect(writer.material('flashcards', source, outline, {})).resolves.toMatchObject({
      kind: 'flashcards',
    });
    expect(bench.server.callsFor('faqs')).toHaveLength(1);
  });

  test('when it passes during the repair, the material fails with its code, and a retry writes it', async () => {
    const bench = await openWorkbench();
    bench.server.fail({ fault: 'uncited', purpose: 'faqs' });
    bench.server.fail({ fault: 'hang', where: ({ isRepair }) => isRepair });
    const writer = inTime(bench, 30);
    const writing = watchPromise(writer.material('faqs', source, outline, {}));
    await bench.server.arrived(2);
    await bench.clock.pass(30_000);
    expect(writing.error).toMatchObject({ code: 'deadline-exceeded', isRetryable: true });
    await expect(writer.material('faqs', source, outline, {})).resolves.toMatchObject({ kind: 'faqs' });
    expect(bench.server.calls).toHaveLength(3);
  });

  test('when it passes while the first of the seven reads a long source, the others read it on', async () => {
    const shared = longSource();
    const bench = await openWorkbench({
      model: { contextTokens: 16_000 },
      limits: { pacing: { concurrency: 100 } },
    });
    bench.server.fail({ fault: 'hang' });
    const first = watchPromise(inTime(bench, 30).material('faqs', shared, outline, {}));
    const second = watchPromise(inTime(bench, 60).material('flashcards', shared, outline, {}));
    await bench.server.arrived(2);
    await until(() => bench.open === 1);
    await bench.clock.pass(30_000);
    expect(first.error).toMatchObject({ code: 'deadline-exceeded' });
    await until(() => second.state !== 'pending');
    expect(second.state).toBe('fulfilled');
  });
});
