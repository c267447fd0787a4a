import { describe, expect, test } from '@jest/globals';

import type { Source } from '../source.ts';
import { createSource } from '../source/create-source.ts';
import { supportOf } from './measure-support.ts';

const text = `# The heart

The heart is a hollow muscle that pumps blood through the body. It has four chambers.

The English physician William Harvey of the Royal Society described the circulation of the blood in 1628. The heart of an adult beats about 100,000 times a day, and half of the blood's volume is plasma.

The wall of the heart has three layers. Valves, vessels and nerves belong to it as well.`;

const source = createSource({ text });

/** A statement that cites the passages of a source with these numbers, headings not counted. */
function claim(words: string, passages: number[], of: Source = source) {
  const prose = of.passages.filter(({ kind }) => kind !== 'heading');
  return { text: words, citations: prose.filter((_, index) => passages.includes(index)) };
}

describe('supportOf', () => {
  test('when a passage is told in other words, the statement is supported and the missing words are named', () => {
    expect(supportOf(claim('This muscle drives blood around the body.', [0]), source)).toMatchObject({
      ...{ share: 0.75, missingWords: ['drives'], isSupported: true, isCrossLanguage: false },
    });
  });

  test('when the words stand in another passage than the cited one, the statement is not supported', () => {
    expect(supportOf(claim('Plasma is half of its volume.', [0]), source).isSupported).toBe(false);
  });

  test('when a statement cites nothing, it is not supported', () => {
    expect(supportOf(claim('The heart pumps blood.', []), source)).toMatchObject({
      share: 0,
      isSupported: false,
    });
  });

  test('when there are no words that could be borne out, the statement is supported', () => {
    expect(supportOf(claim('So it is.', []), source)).toMatchObject({ share: 1, isSupported: true });
  });

  test.each(['100000 times', '100 000 times', '100.000 times', '100 thousand times'])(
    'when a number is written %s, it is the one of the passage',
    (written) => {
      const statement = claim(`The heart of an adult beats ${written} a day.`, [1]);
      expect(supportOf(statement, source).inventedNumbers).toEqual([]);
    },
  );

  test.each([
    ['another number', 'The heart has 5 chambers.', [0], ['5']],
    ['another number in words', 'The heart has twenty-two chambers.', [0], ['twenty two']],
    ['the number of another passage', 'The heart pumps blood since 1628.', [0], ['1628']],
    ['a number in words for its digits', 'The heart has 4 chambers.', [0], []],
    ['a share in per cent for its word', 'Plasma is 50 % of the volume of blood.', [1], []],
    ['a count of what is listed', 'Two things belong to the wall of the heart.', [2], []],
  ])('when a statement has %s, invented numbers are told apart', (_, words, passages, invented) => {
    expect(supportOf(claim(words, passages), source).inventedNumbers).toEqual(invented);
  });

  test.each([
    ['a stranger', 'The circulation of the blood was described by Galen.', ['Galen']],
    ['a name of another passage', 'The heart of Harvey pumps blood.', []],
    ['an abbreviation of a name', 'The heart was studied by the RS.', []],
    ['an adjective of a name', 'The heart of England pumps blood.', []],
    ['a capital at the start or after a colon', 'Muscle: Blood moves. Movement of blood.', []],
  ])('when a statement names %s, only what is nowhere in the source is invented', (_, words, invented) => {
    expect(supportOf(claim(words, [0, 1]), source).inventedNames).toEqual(invented);
  });

  test('when a name is from nowhere, no share of words makes up for it', () => {
    const statement = claim('The heart of Galen is a hollow muscle that pumps blood through the body.', [0]);
    const { share, isSupported } = supportOf(statement, source);
    expect([share > 0.8, isSupported]).toEqual([true, false]);
  });

  test('when one sentence of several has next to nothing of what is cited, it is named and nothing is supported', () => {
    const strange = 'Sharks regularly migrate across tropical oceans following warm currents.';
    const told = 'The heart is a hollow muscle that pumps blood through the body. It has four chambers.';
    const statement = claim(`${told} ${strange} The wall of the heart has three layers.`, [0, 1, 2]);
    expect(supportOf(statement, source)).toMatchObject({ strangeSentences: [strange], isSupported: false });
  });

  test('when a sentence asks, its words, numbers and names state nothing', () => {
    const statement = claim('The heart pumps blood. Did Galen know 77 quasars, Ana?', [0]);
    expect(supportOf(statement, source)).toMatchObject({ share: 1, isSupported: true });
  });

  test('when words are connectives, they need no support', () => {
    const statement = claim('Honestly speaking, blood.', [0]);
    const connectives = new Set(['honestly', 'speaking']);
    expect(supportOf(statement, source, { connectives }).missingWords).toEqual([]);
  });

  describe('when the material is in another language than the text', () => {
    const foreign = createSource({ text, language: 'fr' });
    const claimed = (words: string) => supportOf(claim(words, [0, 1], foreign), foreign);

    test('words are not compared, and the support says so', () => {
      expect(claimed('Le cœur est un muscle creux qui bat 100 000 fois.')).toMatchObject({
        ...{ share: 1, isCrossLanguage: true, isSupported: true },
      });
    });

    test('numbers and names still count, save names that each language writes its own way', () => {
      expect(claimed('En Allemagne, le médecin Zénobe a décrit 77 cœurs en mars.')).toMatchObject({
        ...{ inventedNumbers: ['77'], inventedNames: ['Zénobe'], isSupported: false },
      });
    });
  });
});
