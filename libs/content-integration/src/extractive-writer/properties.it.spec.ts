import { describe, expect, test } from '@jest/globals';
import { checkMaterial, measureQuality, renderMarkdown } from '@la-factoria/content';
import fc from 'fast-check';

import { readFixture } from '../fixture.ts';
import { writeAll } from './write-all.ts';

const blocks = ['plant-cells', 'printing-notes', 'injection', 'sorting'].flatMap((name) =>
  readFixture(name).split(/\n{2,}/),
);

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '[text](https://evil.example)',
    '![](https://evil.example/x.png)',
    '**',
    '| a | b |',
    '> ',
    '# ',
    '```',
    '1. ',
    'e.g. Dr. No et al. (1999) said so, cf. p. 3.',
    '"unbalanced “quotes',
    'Ünïcödé, 漢字 and 🌱 in one sentence that ends here.',
  ),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
);

/** Documents shuffled from real paragraphs, with broken and hostile pieces between them. */
const documents = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...blocks) }, { weight: 1, arbitrary: hostile }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((parts) => parts.join('\n\n'))
  .filter(
    (text) =>
      text.trim().length >= 50 &&
      /\p{L}/u.test(text) &&
      text.isWellFormed() &&
      !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/.test(text),
  );

const runs = { numRuns: 20, seed: 20_261_122 };

describe('whatever the source', () => {
  test('when materials are written, only shortfalls break a schema and every citation is in range', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (text) => {
        const { source, materials } = await writeAll(text);
        for (const material of materials) {
          for (const { code } of checkMaterial(material, source)) expect(code).toBe('shortfall');
        }
        expect(materials).toHaveLength(8);
      }),
      runs,
    );
  });

  test('when materials are written, every word of a statement stands in the ranges that it cites', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (text) => {
        const { source, materials } = await writeAll(text);
        const stated = materials.filter(
          ({ kind }) => kind !== 'reading-questions' && kind !== 'faqs' && kind !== 'flashcards',
        );
        expect(stated.map((material) => measureQuality(material, source).groundedness)).toEqual(
          stated.map(() => 1),
        );
      }),
      runs,
    );
  });

  test('when the same source is written twice, the materials are the same to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (text) => {
        const [one, two] = [await writeAll(text), await writeAll(text)];
        expect(JSON.stringify(one.materials)).toBe(JSON.stringify(two.materials));
      }),
      { ...runs, numRuns: 8 },
    );
  });

  test('when materials are rendered, no tag, link or image comes out', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (text) => {
        const { materials } = await writeAll(text);
        const pages = materials
          .map(renderMarkdown)
          .join('\n')
          .replace(/`[^`\n]*`/g, '');
        expect(pages).not.toMatch(/(?<!\\)<|(?<!\\)\]\(|https?:\/\/|(?<!\\)!\[/);
      }),
      runs,
    );
  });
});
