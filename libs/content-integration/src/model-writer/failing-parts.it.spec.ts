import { describe, expect, test } from '@jest/globals';
import { createSource, type Outline } from '@la-factoria/content';
import type { Remember } from '@la-factoria/content/models';
import { buildLongText } from '@la-factoria/content/testing';
import type { GeminiCall } from '@la-factoria/content/testing/gemini-server';

import { openWorkbench } from './model-workbench.ts';
import { type AnswerFields, eachOf, without } from './reshape-answers.ts';

const longSource = (characters: number) => createSource({ text: buildLongText(characters) });

/** Keeps what was computed, as a job's cache does. */
function rememberAll(): Remember {
  const known = new Map<string, Promise<unknown>>();
  return async <Value>(parts: unknown, compute: (signal?: AbortSignal) => Promise<Value>) => {
    const key = JSON.stringify(parts);
    const kept = known.get(key);
    // What is kept under a key was computed for it.
    if (kept) return kept as Promise<Value>;
    const computed = compute();
    known.set(key, computed);
    computed.catch(() => known.delete(key));
    return computed;
  };
}

describe('a part that can’t be read', () => {
  const isSecond = ({ task }: GeminiCall) => /This is part 2 of/.test(task);

  test.each([
    ['safety', 'output-blocked-safety', 1],
    ['cut-off', 'output-truncated', 2],
    ['invalid-json', 'output-invalid', 2],
    ['empty-parts', 'output-empty', 2],
    ['nonsense', 'output-unsupported', 2],
    ['hallucinated-citation', 'output-unsupported', 2],
    ['rejected', 'provider-rejected', 1],
  ] as const)(
    'F11 when it meets %s for good, the outline fails with %s, and the other parts were read once',
    async (fault, code, calls) => {
      const source = longSource(40_000);
      const { server, writer, options } = await openWorkbench({ model: { contextTokens: 16_000 } });
      server.fail({ fault, where: isSecond, times: Number.POSITIVE_INFINITY });
      await expect(writer.outline(source, options)).rejects.toMatchObject({ code });
      const notes = server.callsFor('notes');
      expect(notes.filter(isSecond)).toHaveLength(calls);
      expect(notes.length - calls).toBe(
        Number(/part 2 of (\d+)/.exec(notes.find(isSecond)?.task ?? '')?.[1]) - 1,
      );
      expect(server.callsFor('outline')).toEqual([]);
    },
  );

  test.each(['cut-off', 'invalid-json', 'nonsense', 'uncited'] as const)(
    'F11 when it meets %s once, it is read again, and nothing else is',
    async (fault) => {
      const source = longSource(40_000);
      const { server, writer, options } = await openWorkbench({ model: { contextTokens: 16_000 } });
      server.fail({ fault, where: isSecond });
      const outline: Outline = await writer.outline(source, options);
      expect(outline.quality.groundedness).toBe(1);
      expect(server.callsFor('notes').filter(isSecond)).toHaveLength(2);
      expect(server.callsFor('notes').filter((call) => !isSecond(call)).length).toBeGreaterThan(0);
    },
  );

  test('when a part holds nothing worth a note, the others are written from', async () => {
    const { server, writer, options } = await openWorkbench({
      model: { contextTokens: 16_000 },
      reshape: (answer, call) => (isSecond(call) ? { notes: [] } : answer),
    });
    const outline = await writer.outline(longSource(60_000), options);
    expect(outline.quality.groundedness).toBe(1);
    expect(outline.quality.issues.map(({ code }) => code)).toContain('read-in-parts');
    expect(server.callsFor('notes').length).toBeGreaterThan(2);
  });

  test('when no part has anything worth a note, the outline fails, and nothing is written from nothing', async () => {
    const { server, writer, options } = await openWorkbench({
      model: { contextTokens: 16_000 },
      reshape: (answer, { purpose }) => (purpose === 'notes' ? { notes: [] } : answer),
    });
    await expect(writer.outline(longSource(60_000), options)).rejects.toMatchObject({
      code: expect.stringMatching(/^output-/),
    });
    expect(server.callsFor('outline')).toEqual([]);
  });

  test.each<[string, (note: AnswerFields) => AnswerFields]>([
    ['lacks its passages', (note) => without('passages', note)],
    ['has them in quotation marks', (note) => ({ ...note, passages: [note['passages']].flat().map(String) })],
    ['has one number for them', (note) => ({ ...note, passages: [note['passages']].flat()[0] })],
    ['is null', () => ({})],
  ])('when one note %s, the others are taken, and nothing is asked again', async (_, change) => {
    const { server, writer, options } = await openWorkbench({
      model: { contextTokens: 16_000 },
      reshape: (answer, call) =>
        call.purpose === 'notes'
          ? eachOf('notes', (note, at) => (at === 1 ? change(note) : note))(answer, call)
          : answer,
    });
    const outline: Outline = await writer.outline(longSource(40_000), options);
    const parts = Number(/part 1 of (\d+)/.exec(server.calls[0]?.task ?? '')?.[1]);
    expect(outline.quality.groundedness).toBe(1);
    expect(server.callsFor('notes')).toHaveLength(parts);
  });

  test('F12 when it fails and what was read is remembered, a retry reads that part alone', async () => {
    const source = longSource(60_000);
    const { server, writer, options } = await openWorkbench({
      ...{ model: { contextTokens: 16_000 }, remember: rememberAll() },
    });
    server.fail({ fault: 'safety', where: isSecond });
    await expect(writer.outline(source, options)).rejects.toMatchObject({ code: 'output-blocked-safety' });
    const first = server.calls.length;
    // Another object, as after a restart.
    await writer.outline(createSource({ text: source.text }), options);
    expect(first).toBeGreaterThan(2);
    expect(server.calls.slice(first).map(({ purpose }) => purpose)).toEqual(['notes', 'outline']);
    expect(server.calls.slice(first).filter(isSecond)).toHaveLength(1);
  });

  test('when the budget ends in the middle of the notes, what was spent is within it, and a richer retry reads the rest', async () => {
    const source = longSource(60_000);
    const remember = rememberAll();
    const { server, writer, usages, options } = await openWorkbench({
      model: { contextTokens: 16_000 },
      remember,
    });
    server.fail({ fault: 'rejected', where: isSecond });
    await writer.outline(source, options).catch(() => undefined);
    const paid = usages.length;
    await writer.outline(createSource({ text: source.text }), options);
    const parts = Number(/part 2 of (\d+)/.exec(server.callsFor('notes').find(isSecond)?.task ?? '')?.[1]);
    expect(usages.filter(({ purpose }) => purpose === 'notes')).toHaveLength(parts);
    expect(paid).toBe(parts - 1);
  });
});
