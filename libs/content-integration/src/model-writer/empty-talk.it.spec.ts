import { beforeAll, describe, expect, test } from '@jest/globals';
import { createSource, type DerivedKind, type Outline, type Source } from '@la-factoria/content';

import { readFixture } from '../fixture.ts';
import { openWorkbench } from './model-workbench.ts';
import { eachOf, inventionOf, once, type Reshape, restate } from './reshape-answers.ts';
import { plants, writeOutlineOf, writeReshaped } from './write-reshaped.ts';

let outline: Outline;

beforeAll(async () => {
  outline = await writeOutlineOf(plants);
});

/** One material of a model whose answers are changed on their way. */
const write = <Kind extends DerivedKind>(kind: Kind, reshape: Reshape, about: Source = plants) =>
  writeReshaped(kind, { source: about, outline }, reshape);

describe('answers that say one thing or nothing', () => {
  test.each(['faqs', 'flashcards'] as const)(
    'F11 when all %s have the same text, they fail as repetitive',
    async (kind) => {
      const { server, writer, options } = await openWorkbench();
      server.fail({ fault: 'repetition-loop', times: Number.POSITIVE_INFINITY });
      const writing = writer.material(kind, plants, outline, options);
      await expect(writing).rejects.toMatchObject({ code: 'output-repetitive' });
      expect(server.calls).toHaveLength(2);
    },
  );

  const short = createSource({ text: readFixture('injection') });

  test('when all texts of a one-pager on a short source are empty, it is not delivered', async () => {
    const { writing } = await write('one-pager', (answer) => restate(answer, () => ''), short);
    await expect(writing).rejects.toMatchObject({ code: expect.stringMatching(/^output-/) });
  });

  test.each(['summary', 'body'])(
    'when the %s of a one-pager on a short source is empty, it is repaired',
    async (field) => {
      const empty: Reshape = (answer) => ({ ...answer, [field]: ' ' });
      const { writing, calls } = await write('one-pager', once(empty), short);
      expect(String(Reflect.get(await writing, field)).length).toBeGreaterThan(20);
      expect(calls).toBe(2);
    },
  );

  test('when a card on a short source has no definition after the repair, it is left out', async () => {
    const { writing } = await write(
      'flashcards',
      eachOf('items', (card, at) => (at === 1 ? { ...card, definition: '' } : card)),
      short,
    );
    const { items } = await writing;
    expect(items.length).toBeGreaterThan(1);
    expect(items.filter(({ definition }) => definition === '')).toEqual([]);
  });

  const marmalade = (at: number) =>
    `Why does trombone ${'abcdefghijklmno'[at]} sneeze beneath purple gravel and hopeful pepper?`;

  test('F11 when all questions are nonsense, they fail as unsupported after their repair', async () => {
    const { writing, calls } = await write(
      'reading-questions',
      eachOf('questions', (item, at) => ({ ...item, question: marmalade(at) })),
    );
    await expect(writing).rejects.toMatchObject({ code: 'output-unsupported', isRetryable: true });
    expect(calls).toBe(2);
  });

  test('F11 when one question is nonsense, it is repaired', async () => {
    const nonsense = eachOf('questions', (item, at) =>
      at === 2 ? { ...item, question: marmalade(at) } : item,
    );
    const { writing, calls } = await write('reading-questions', once(nonsense));
    await expect(writing).resolves.toMatchObject({ quality: { groundedness: 1 } });
    expect(calls).toBe(2);
  });

  test('when all questions cite the wrong passages, the right ones are found', async () => {
    const { server, writer, options } = await openWorkbench();
    server.fail({ fault: 'wrong-citation', times: Number.POSITIVE_INFINITY });
    const questions = await writer.material('reading-questions', plants, outline, options);
    expect(questions.quality.groundedness).toBeGreaterThan(0.8);
    expect(server.calls).toHaveLength(2);
  });

  test('when turns of a script invent facts and cite nothing, none of them stays unmarked', async () => {
    const { writing, calls } = await write(
      'podcast-script',
      eachOf('turns', (turn, at) =>
        at > 0 && at < 4 ? { ...turn, text: inventionOf(at), passages: [] } : turn,
      ),
    );
    const { turns, quality } = await writing;
    const marked = new Set(quality.issues.map(({ path }) => path));
    expect(calls).toBe(2);
    expect(turns.length).toBeGreaterThan(5);
    expect(turns.filter(({ text }, at) => /Brandvik/.test(text) && !marked.has(`turns.${at}`))).toEqual([]);
  });

  test('when a turn greets and cites nothing, nothing is repaired', async () => {
    const { writing, calls } = await write(
      'podcast-script',
      eachOf('turns', (turn, at) =>
        at === 0 ? { ...turn, text: 'Hello and welcome!', passages: [] } : turn,
      ),
    );
    expect((await writing).turns[0]).toMatchObject({ text: 'Hello and welcome!', citations: [] });
    expect(calls).toBe(1);
  });

  test('when a script has a fifth of its length after the repair, it says so', async () => {
    const { writing } = await write('podcast-script', (answer) => ({
      ...answer,
      turns: [answer['turns']].flat().filter((_, at) => at % 5 === 0),
    }));
    const { quality } = await writing;
    expect(quality.issues.map(({ code }) => code)).toContain('script-length');
  });

  test('when a script leaves the sections of the outline out after the repair, it says so', async () => {
    const { writing } = await write(
      'podcast-script',
      eachOf('turns', (turn) => ({ ...turn, section: 'Closing' })),
    );
    const { quality } = await writing;
    expect(quality.issues.map(({ code }) => code)).toContain('script-sections');
  });
});
