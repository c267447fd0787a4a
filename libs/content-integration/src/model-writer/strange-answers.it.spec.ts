import { beforeAll, describe, expect, test } from '@jest/globals';
import { createSource, type DerivedKind, type Outline, type Source } from '@la-factoria/content';

import { eachOf, once, type Reshape, without } from './reshape-answers.ts';
import { plants, writeOutlineOf, writeReshaped } from './write-reshaped.ts';

let outline: Outline;

beforeAll(async () => {
  outline = await writeOutlineOf(plants);
});

/** One material of a model whose answers are changed on their way. */
const write = <Kind extends DerivedKind>(kind: Kind, reshape: Reshape, about: Source = plants) =>
  writeReshaped(kind, { source: about, outline }, reshape);

describe('answers that leave out their passages', () => {
  const oneCard = eachOf('items', (item, at) => (at === 1 ? without('passages', item) : item));

  test('when one card has no field for them, it is repaired once', async () => {
    const { writing, calls } = await write('flashcards', once(oneCard));
    await expect(writing).resolves.toMatchObject({ quality: { groundedness: 1 } });
    expect(calls).toBe(2);
  });

  test('when one card never has that field, its passages are searched', async () => {
    const { writing, calls } = await write('flashcards', oneCard);
    const { items, quality } = await writing;
    expect(quality.issues.map(({ code }) => code)).toContain('citation-corrected');
    expect(items[1]?.citations.length).toBeGreaterThan(0);
    expect(calls).toBe(2);
  });

  test('when the summary of a one-pager never has them, its passages are searched', async () => {
    const { writing } = await write('one-pager', (answer) => without('summaryPassages', answer));
    const { summaryCitations, quality } = await writing;
    expect(summaryCitations.length).toBeGreaterThan(0);
    expect(quality.issues).toContainEqual(
      expect.objectContaining({ code: 'citation-corrected', path: 'summary' }),
    );
  });

  test('when they are null, they are searched', async () => {
    const { writing } = await write(
      'flashcards',
      eachOf('items', (item) => ({ ...item, passages: null })),
    );
    await expect(writing).resolves.toMatchObject({ quality: { groundedness: 1 } });
  });

  test('when they are numbers in quotation marks, they are taken for the numbers', async () => {
    const { writing, calls } = await write(
      'flashcards',
      eachOf('items', (item) => ({ ...item, passages: [item['passages']].flat().map(String) })),
    );
    await expect(writing).resolves.toMatchObject({ quality: { groundedness: 1, issues: [] } });
    expect(calls).toBe(1);
  });
});

describe('answers with more or other fields than asked for', () => {
  const remarks = Array.from({ length: 30 }, (_, at) => ({
    text: `About zebras, part ${at}.`,
    passages: [],
  }));

  test('when a field is unknown, it is left out, and nothing is judged by it', async () => {
    const { writing, calls } = await write('flashcards', (answer) => ({ ...answer, remarks }));
    const cards = await writing;
    expect(cards).not.toHaveProperty('remarks');
    expect(cards.quality.groundedness).toBe(1);
    expect(calls).toBe(1);
  });

  test('when an unknown field is nested 20000 deep, the rest is read', async () => {
    const { writing } = await write(
      'flashcards',
      (answer) => `${JSON.stringify(answer).slice(0, -1)},"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    );
    await expect(writing).resolves.toMatchObject({ kind: 'flashcards' });
  });

  test.each<[string, Reshape]>([
    ['are no list', () => ({ items: 'none' })],
    ['are missing', () => ({})],
    ['are a list of nothing', () => ({ items: [null, null, 3] })],
    ['are nested 20000 deep', () => `{"items":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ])('when the cards %s, it fails with an error of ours after the repair', async (_, reshape) => {
    const { material, calls } = await write('flashcards', reshape);
    expect(material).toMatchObject({ name: 'ContentError', code: expect.stringMatching(/^output-/) });
    expect(calls).toBe(2);
  });

  test('when an item names a prototype, nothing but the item is touched', async () => {
    const { writing } = await write('flashcards', (answer) =>
      JSON.stringify(answer).replace('{"term"', '{"__proto__":{"polluted":true},"term"'),
    );
    await writing;
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('what is left of an answer’s text', () => {
  const text = `# Python

The method \`__init__\` is called when an object is made, and \`__del__\` when it goes.
The elements x[2] and x[3] are equal, the power 2**3 is 8 and 3**2 is 9, in the interval [1, 3].

## Sequences

A list is a mutable sequence of items. A tuple is an immutable sequence of items.`;
  const python = createSource({ text });
  const said =
    'The method __init__ is called when an object is made; x[2] and x[3] are equal, the power 2**3 is 8 and 3**2 is 9, in the interval [1, 3].';

  test('when it holds code as the source does, it is as it was', async () => {
    const { writing } = await write(
      'flashcards',
      eachOf('items', (item, at) => (at === 0 ? { ...item, definition: said, passages: [2] } : item)),
      python,
    );
    expect((await writing).items[0]?.definition).toBe(said);
  });

  test('when it holds emphasis and numbers of passages, they are gone', async () => {
    const { writing } = await write(
      'flashcards',
      eachOf('items', (item, at) =>
        at === 0
          ? { ...item, definition: 'A **list** is a mutable **sequence** of items [4].', passages: [4] }
          : item,
      ),
      python,
    );
    expect((await writing).items[0]?.definition).toBe('A list is a mutable sequence of items.');
  });
});
