import { beforeAll, describe, expect, test } from '@jest/globals';
import { type CallUsage, createSource, type Material, type Outline } from '@la-factoria/content';
import type { GeminiCall } from '@la-factoria/content/testing/gemini-server';

import { readFixture } from '../fixture.ts';
import { derivedKinds, openWorkbench, until, writeEight } from './model-workbench.ts';

describe('what the calls of a job share', () => {
  const source = createSource({ text: readFixture('plant-cells') });
  let calls: readonly GeminiCall[];
  let usages: CallUsage[];
  let materials: Material[];

  beforeAll(async () => {
    const workbench = await openWorkbench();
    materials = await writeEight(workbench, source);
    await until(() => workbench.usages.length >= 8);
    ({ usages } = workbench);
    ({ calls } = workbench.server);
  });

  const prefixOf = ({ prompt, task }: GeminiCall) => prompt.slice(0, prompt.length - task.length);
  const seven = () => calls.filter(({ purpose }) => purpose !== 'outline');

  test('when the seven are asked for, rules and everything before the task are the same to the byte', () => {
    const prefixes = new Set(seven().map((call) => `${call.system}\u0000${prefixOf(call)}`));
    expect(materials).toHaveLength(8);
    expect(seven()).toHaveLength(7);
    expect(prefixes.size).toBe(1);
  });

  test('when the outline is asked for, what stands before its task is the beginning of theirs', () => {
    const [outline] = calls;
    const [first] = seven();
    expect(outline?.system).toBe(first?.system);
    expect(first && outline && prefixOf(first).startsWith(prefixOf(outline).trimEnd())).toBe(true);
    expect(outline && prefixOf(outline).length).toBeGreaterThan(source.text.length);
  });

  test('when a call is reported, its shared share is that of the characters before the task', () => {
    const expected = calls.map((call) => {
      const before = call.system.length + prefixOf(call).trimEnd().length;
      return [call.purpose, Math.round((before / (before + call.task.length)) * 1e6)];
    });
    const reported = usages.map(({ purpose, sharedPrefixShare }) => [
      purpose,
      Math.round(sharedPrefixShare * 1e6),
    ]);
    expect(new Map(reported.map(([purpose, share]) => [purpose, share]))).toEqual(
      new Map(expected.map(([purpose, share]) => [purpose, share])),
    );
    expect(reported).toHaveLength(8);
  });

  test('when a call is reported, its tokens are what the server counted, those from the cache included', () => {
    const counted = calls.map(({ purpose, usage }) => ({
      purpose,
      inputTokens: usage?.promptTokenCount,
      cachedInputTokens: usage?.cachedContentTokenCount ?? 0,
      outputTokens: (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0),
    }));
    const byPurpose = new Map(usages.map((usage) => [usage.purpose, usage]));
    expect(counted.map(({ purpose }) => purpose && byPurpose.get(purpose))).toMatchObject(counted);
    expect(counted.filter(({ cachedInputTokens }) => cachedInputTokens > 1000)).toHaveLength(7);
  });

  test.each(['outline', ...derivedKinds] as const)(
    'when %s is asked for, its schema on the wire has no bounds but in words',
    (kind) => {
      const schema = JSON.stringify(calls.find(({ purpose }) => purpose === kind)?.schema);
      const keywords = [...schema.matchAll(/"(\w+)":/g)].map(([, name = '']) => name);
      expect(keywords).toEqual(expect.arrayContaining(['type', 'properties', 'items', 'description']));
      expect(
        keywords.filter((name) =>
          /^(min|max|exclusive|multipleOf|pattern|format|unique|const|\$|default)/.test(name),
        ),
      ).toEqual([]);
      expect(schema).toMatch(/\d+–\d+ (characters|items)/);
      expect(schema).toMatch(/[pP]assages":\{"type":"array"/);
      expect(schema).not.toContain('itations');
    },
  );

  test('when the same is asked again, every prompt is the same to the byte', async () => {
    const again = await openWorkbench();
    await writeEight(again, createSource({ text: source.text }));
    const sent = (made: readonly GeminiCall[]) => new Set(made.map(({ system, prompt }) => system + prompt));
    expect(sent(again.server.calls)).toEqual(sent(calls));
  });

  test('when the model thinks and is not understood, both answers are reported with their thinking', async () => {
    const { server, writer, usages, options } = await openWorkbench({ server: { thinkingTokens: 300 } });
    server.fail({ fault: 'invalid-json', times: 2 });
    await writer.outline(source, options).catch(() => undefined);
    const written = server.calls.map(({ usage }) => (usage?.candidatesTokenCount ?? 0) + 300);
    expect(usages.map(({ thinkingTokens }) => thinkingTokens)).toEqual([300, 300]);
    expect(usages.map(({ outputTokens }) => outputTokens)).toEqual(written);
    expect(usages.every(({ costUsd }) => costUsd > 300 * 1e-6)).toBe(true);
  });

  test('when a repair is asked for, it begins as the first call did', async () => {
    const { server, writer, options } = await openWorkbench();
    const [outline] = materials.filter((material): material is Outline => material.kind === 'outline');
    server.fail({ fault: 'uncited' });
    await Promise.all(outline ? [writer.material('faqs', source, outline, options)] : []);
    const [first, repair] = server.calls;
    expect(repair?.isRepair).toBe(true);
    expect(repair?.prompt.startsWith(first?.prompt ?? '-')).toBe(true);
  });
});
