import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Citation,
  createSource,
  type DerivedKind,
  type Material,
  type Outline,
  renderCsv,
  renderMarkdown,
} from '@la-factoria/content';

import { readFixture } from '../fixture.ts';
import { derivedKinds, openWorkbench } from './model-workbench.ts';
import { eachOf, inventionOf, once, type Reshape } from './reshape-answers.ts';
import { plants, writeOutlineOf } from './write-reshaped.ts';

let outline: Outline;

beforeAll(async () => {
  outline = await writeOutlineOf(plants);
});

/** What a part of a material cites, beside the numbers of passages that the model gave for it. */
interface Cited {
  path: string;
  citations: Citation[];
  numbers: number[];
}

/** Goes through a material and its answer side by side. */
function citedBeside(material: unknown, answer: unknown, path = ''): Cited[] {
  if (typeof material !== 'object' || material === null) return [];
  return Object.entries(material).flatMap(([name, field]): Cited[] => {
    const below = path === '' ? name : `${path}.${name}`;
    if (!/citations$/i.test(name)) return citedBeside(field, fieldOf(answer, name), below);
    const numbers = fieldOf(answer, name.replace('citations', 'passages').replace('Citations', 'Passages'));
    return [{ path: below, citations: field, numbers: [numbers].flat().map(Number) }];
  });
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** A material, and the answer that it was made of. */
async function write(kind: DerivedKind | 'outline') {
  const { server, writer, options } = await openWorkbench();
  const material: Material =
    kind === 'outline'
      ? await writer.outline(plants, options)
      : await writer.material(kind, plants, outline, options);
  return { material, cited: citedBeside(material, JSON.parse(server.calls.at(-1)?.text ?? '')) };
}

const passageNumbered = (number: number) => plants.passages[number - 1] ?? { start: -1, end: -1 };

const isInside = (inner: Citation, outer: Citation) => inner.start >= outer.start && inner.end <= outer.end;

describe('where materials cite', () => {
  test.each(['outline', ...derivedKinds] as const)(
    'when %s is written, each part cites ranges inside the passages that the model gave for it',
    async (kind) => {
      const { cited } = await write(kind);
      expect(cited.length).toBeGreaterThan(2);
      const strange = cited.filter(
        ({ citations, numbers }) =>
          numbers.length === 0 ||
          new Set(numbers).size !== citations.length ||
          citations.some((range) => !numbers.some((number) => isInside(range, passageNumbered(number)))),
      );
      expect(strange).toEqual([]);
    },
  );

  test.each(derivedKinds)('when %s is written, its ranges are runs of whole sentences', async (kind) => {
    const { cited } = await write(kind);
    const ranges = cited.flatMap(({ citations }) => citations);
    const torn = ranges.filter((range) => {
      const passage = plants.passages.find((candidate) => isInside(range, candidate));
      const before = plants.text.slice(passage?.start, range.start);
      const text = plants.text.slice(range.start, range.end);
      const begins = before === '' || /[.!?]["”’)]?\s+$/.test(before);
      return !begins || !(range.end === passage?.end || /[.!?]["”’)]?$/.test(text)) || text !== text.trim();
    });
    expect({ some: ranges.length > 0, torn }).toEqual({ some: true, torn: [] });
  });

  test.each(['flashcards', 'faqs', 'one-pager'] as const)(
    'when %s is written, some ranges are narrower than their passage',
    async (kind) => {
      const { cited } = await write(kind);
      const passages = new Set(plants.passages.map(({ start, end }) => `${start}–${end}`));
      const ranges = cited.flatMap(({ citations }) => citations);
      expect(ranges.filter(({ start, end }) => !passages.has(`${start}–${end}`)).length).toBeGreaterThan(2);
    },
  );

  test('when a source stands in Windows line ends and decomposed letters, ranges fit the text that is kept', async () => {
    const text = readFixture('plant-cells').replaceAll('\n', '\r\n').replaceAll('cell', 'ce\u0301ll');
    const normalised = createSource({ text });
    const { server, writer, options } = await openWorkbench();
    const cards = await writer.material('flashcards', normalised, outline, options);
    const answer = JSON.parse(server.calls[0]?.text ?? '');
    const texts = cards.items.map(({ citations }) =>
      citations.map(({ start, end }) => normalised.text.slice(start, end)),
    );
    // Each definition begins with words of the sentence that it cites.
    expect(cards.items.length).toBe(answer.items.length);
    expect(texts.flat().filter((cited) => !/^["“*]*\p{Lu}[^]*[.!?]$/u.test(cited))).toEqual([]);
    expect(texts.flat().join(' ')).toContain('c\u00e9ll');
  });
});

describe('statements that nothing bears out', () => {
  /** The cards at these places of each answer state what the source doesn't. */
  const inventing = (...places: number[]): Reshape =>
    eachOf('items', (card, at) => (places.includes(at) ? { ...card, definition: inventionOf(at) } : card));

  async function cardsOf(reshape: Reshape) {
    const { writer, options } = await openWorkbench({ reshape });
    return writer.material('flashcards', plants, outline, options);
  }

  const markedBy = ({ quality }: Material) =>
    quality.issues.flatMap(({ code, path }) => (code === 'unsupported' && path ? [path] : []));

  test('when facts are invented, groundedness is the share of statements that are not', async () => {
    const { items } = await cardsOf((answer) => answer);
    const grounded = async (...places: number[]) =>
      (await cardsOf(inventing(...places))).quality.groundedness;
    expect(await grounded()).toBe(1);
    expect(await grounded(3)).toBeCloseTo(1 - 1 / items.length, 3);
    expect(await grounded(1, 3, 4)).toBeCloseTo(1 - 3 / items.length, 3);
  });

  test('when facts are invented, each is marked by its path and no other statement is', async () => {
    const cards = await cardsOf(inventing(1, 3, 4));
    expect(markedBy(cards)).toEqual(['items.1', 'items.3', 'items.4']);
  });

  test('when items before a false statement are left out, its path is that of its new place', async () => {
    const cards = await cardsOf((answer, call) => {
      const changed = inventing(5)(answer, call);
      if (typeof changed === 'string') return changed;
      return eachOf('items', (card, at) => {
        if (at === 0) return { ...card, difficulty: 'unheard of' };
        // Nothing supports it, and it cites nothing.
        return at === 2 ? { ...card, definition: 'Marmalade trombones sneeze.', passages: [] } : card;
      })(changed, call);
    });
    const [path = ''] = markedBy(cards);
    expect(markedBy(cards)).toHaveLength(1);
    expect(path).toBe('items.3');
    expect(cards.items[3]?.definition).toBe(inventionOf(5));
    expect(cards.quality.issues.filter(({ code }) => code === 'items-dropped')).toHaveLength(2);
  });

  test('when items are left out, no issue speaks of the place that an item had before', async () => {
    const cards = await cardsOf(
      eachOf('items', (card, at) => {
        if (at === 0) return { ...card, definition: 'Marmalade trombones sneeze.', passages: [] };
        return at === 3 ? { ...card, passages: [] } : card;
      }),
    );
    const corrected = cards.quality.issues.filter(({ code }) => code === 'citation-corrected');
    const places = corrected.map(({ path, message }) => [path, /items\.\d+/.exec(message)?.[0]]);
    expect(corrected).toHaveLength(1);
    expect(places.flat().filter((place) => place !== undefined && place !== 'items.2')).toEqual([]);
  });

  test('when false statements are repaired, nothing of them is left', async () => {
    const cards = await cardsOf(once(inventing(0, 1, 2, 3, 4)));
    expect(cards.quality.groundedness).toBe(1);
    expect(JSON.stringify(cards)).not.toMatch(/Brandvik|Oskelund|,417|violet/);
  });

  test('when a false statement stays, the page and the file for Anki mark it where it stands, and no other', async () => {
    const cards = await cardsOf(inventing(2));
    const lines = renderMarkdown(cards).split('\n');
    const rows = renderCsv(cards).split('\r\n');
    const marked = (line: string) => line.includes('not supported by the source');
    expect(lines.filter(marked).map((line) => line.slice(0, 2))).toEqual(['3.']);
    expect(lines.filter(marked)[0]).toContain('Oskelund');
    expect(rows.filter(marked)).toEqual([expect.stringContaining('Oskelund')]);
  });

  test.each<[DerivedKind, string, string, string]>([
    ['study-guide', 'keyConcepts', 'explanation', 'keyConcepts.1'],
    ['study-guide', 'sections', 'body', 'sections.1'],
    ['one-pager', 'takeaways', 'text', 'takeaways.1'],
    ['reading-material', 'sections', 'body', 'sections.1'],
    ['faqs', 'items', 'answer', 'items.1'],
    ['podcast-script', 'turns', 'text', 'turns.1'],
  ])('when in %s one of %s has a false %s, %s is marked', async (kind, list, field, path) => {
    const long = [3, 4, 5, 6].map(inventionOf).join(' ');
    const { writer, options } = await openWorkbench({
      reshape: eachOf(list, (item, at) => (at === 1 ? { ...item, [field]: long } : item)),
    });
    const material: Material = await writer.material(kind, plants, outline, options);
    expect(markedBy(material)).toEqual([path]);
    expect(renderMarkdown(material).match(/not supported by the source/g)).toHaveLength(1);
  });

  test.each<[DerivedKind, string]>([
    ['one-pager', 'summary'],
    ['one-pager', 'body'],
    ['study-guide', 'overview'],
    ['study-guide', 'summary'],
    ['reading-material', 'introduction'],
    ['reading-material', 'conclusion'],
  ])('when in %s the %s is false and cites nothing, it is marked', async (kind, field) => {
    const long = [3, 4, 5].map(inventionOf).join(' ');
    const { writer, options } = await openWorkbench({
      reshape: (answer) => ({ ...answer, [field]: long, [`${field}Passages`]: [] }),
    });
    const material: Material = await writer.material(kind, plants, outline, options);
    expect(markedBy(material)).toEqual([field]);
  });
});
