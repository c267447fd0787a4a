import { describe, expect, test } from '@jest/globals';
import { checkMaterial, type Material, materialKinds } from '@la-factoria/content';
import { buildLongText } from '@la-factoria/content/testing';

import { readFixture } from '../fixture.ts';
import { writeAll } from './write-all.ts';

const shortfallsOf = ({ quality }: Material) => quality.issues.filter(({ code }) => code === 'shortfall');

describe('sources of all sizes', () => {
  test('when the source is one sentence, each kind is there and names what is short', async () => {
    const text = 'A cell is the smallest unit of life that can live on its own.';
    const { source, materials } = await writeAll(text);
    for (const material of materials) checkMaterial(material, source);
    expect(materials.map(({ kind }) => kind)).toEqual([...materialKinds]);
    expect(materials.filter((material) => shortfallsOf(material).length === 0)).toEqual([]);
    expect(materials.map(({ quality }) => quality.groundedness)).toEqual(materials.map(() => 1));
  });

  test.each([
    ['signs', '!?. '.repeat(20)],
    ['a table', '| a | b |\n| --- | --- |\n'.padEnd(80, '| 1 | 2 |\n')],
    ['code', `\`\`\`\n${'x = y + 1;\n'.repeat(8)}\`\`\``],
    ['a list of fragments', '- red\n- green\n- blue\n- yellow\n- black\n- white\n- brown\n- violet'],
    ['one endless word', 'a'.repeat(2000)],
    [
      'questions',
      'Who are we? Where do we come from? Where do we go? What is it all for? Does anybody know?',
    ],
    ['emoji', '🌱🌿🌳 '.repeat(30)],
  ])('when the source holds nothing but %s, all kinds are of their shape', async (_, text) => {
    const { source, materials } = await writeAll(text);
    for (const material of materials) checkMaterial(material, source);
    expect(materials.map(({ kind }) => kind)).toEqual([...materialKinds]);
  });

  test('when the source has forty headings, the limits of each kind hold', async () => {
    const text = Array.from(
      { length: 40 },
      (_, index) =>
        `## Chapter ${index + 1}: ${buildLongText(900, 1000).split('\n\n').slice(1).join('\n\n')}`,
    );
    const headed = text
      .map((part, index) => part.replace(/^(## Chapter \d+:) /, `## Topic number ${index + 1}\n\n`))
      .join('\n\n');
    const { source, materials } = await writeAll(headed);
    expect(source.sections.length).toBe(40);
    expect(materials.flatMap((material) => checkMaterial(material, source))).toEqual([]);
  });

  test('when the source has a million characters, all kinds are written within their limits', async () => {
    const { source, materials } = await writeAll(buildLongText(1_000_000));
    expect(materials.flatMap((material) => checkMaterial(material, source))).toEqual([]);
    expect(materials.map(({ quality }) => quality.groundedness)).toEqual(materials.map(() => 1));
  }, 60_000);

  // Each of these took minutes once: what was searched for to the end of the text at every place.
  test.each([
    ['one sentence, over and over', 'The same river carries the same water to the same sea. '],
    ['points without spaces', 'a.b.c.d.'],
    ['words glued by full stops', 'word.Word word.Word '],
    ['links that never close', '[a](b '],
    ['comments that never close', 'water <!-- '],
    ['one list item, over and over', '- item one\n'],
  ])(
    'when 300 kB hold nothing but %s, all kinds are written all the same',
    async (_, piece) => {
      const { materials } = await writeAll(piece.repeat(Math.ceil(300_000 / piece.length)));
      expect(materials.map(({ kind }) => kind)).toEqual([...materialKinds]);
    },
    20_000,
  );

  test('when the source holds code and tables, neither gets into the prose', async () => {
    const { materials } = await writeAll(readFixture('sorting'));
    expect(JSON.stringify(materials)).not.toMatch(/swap\(|let i|n log n|items\[j/);
  });
});
