import { describe, expect, test } from '@jest/globals';

import { createSource } from '../source/create-source.ts';
import { analyse } from './analyse.ts';

const padding = 'Many readers come back to these pages when winter nights are long and the fire is warm.';

/** The definition that the analysis finds for `term` in one sentence. */
function define(sentence: string, term: string, language = 'en'): string | undefined {
  const { terms } = analyse(createSource({ text: `${sentence}\n\n${padding}`, language }));
  return terms.find(({ text }) => text.toLowerCase() === term)?.definition?.text;
}

describe('findDefinitions', () => {
  test.each([
    [
      'is a',
      'A glacier is a river of ice that flows under its own weight.',
      'glacier',
      'a river of ice that flows under its own weight',
    ],
    [
      'are (plural)',
      'Isotopes are atoms that have the same number of protons.',
      'isotopes',
      'atoms that have the same number of protons',
    ],
    [
      'refers to',
      'Erosion refers to the removal of soil by wind or water.',
      'erosion',
      'the removal of soil by wind or water',
    ],
    [
      'is defined as',
      'Density is defined as the mass of a unit of volume.',
      'density',
      'the mass of a unit of volume',
    ],
    [
      'call such a',
      'Sailors call such a storm a squall: a sudden wind that brings rain and dies soon.',
      'squall',
      'a sudden wind that brings rain and dies soon',
    ],
    [
      'which was',
      'The steward asked for the tithe, which was the tenth part of every harvest that peasants owed.',
      'tithe',
      'the tenth part of every harvest that peasants owed',
    ],
    ['a remark behind a colon', 'A league is a union of towns: fact.', 'league', 'a union of towns'],
    ['means', 'Scarcity means a lack of what people want.', 'scarcity', 'a lack of what people want'],
    [
      'is when',
      'Inflation is when prices rise in the whole economy.',
      'inflation',
      'when prices rise in the whole economy',
    ],
    [
      'the concept of',
      'The concept of inertia refers to the tendency of a body to keep moving.',
      'inertia',
      'the tendency of a body to keep moving',
    ],
    [
      'after a lead',
      'In physics, work is the product of force and distance.',
      'work',
      'the product of force and distance',
    ],
    [
      'is called',
      'The molecule on which an enzyme acts is called the substrate.',
      'substrate',
      'The molecule on which an enzyme acts',
    ],
    [
      'is referred to as',
      'The share of people who vote is often referred to as turnout.',
      'turnout',
      'The share of people who vote',
    ],
    [
      'a dash',
      'Most cells have a nucleus—the part of the cell that holds its genes.',
      'nucleus',
      'the part of the cell that holds its genes',
    ],
    [
      'dashes around',
      'A tariff—a tax that is paid on imports—makes goods dear.',
      'tariff',
      'a tax that is paid on imports',
    ],
    [
      'that is',
      'The poet used alliteration, that is, the repetition of a first sound.',
      'alliteration',
      'the repetition of a first sound',
    ],
    [
      'brackets',
      'The land suffers from salinization (the process by which salt builds up in soil).',
      'salinization',
      'the process by which salt builds up in soil',
    ],
    [
      'an appositive',
      'Plants contain chlorophyll, a pigment that absorbs light, and sugar.',
      'chlorophyll',
      'a pigment that absorbs light',
    ],
    [
      'or',
      'Some are autotrophs, or organisms that make their own food.',
      'autotrophs',
      'organisms that make their own food',
    ],
  ])('when a sentence defines by %s, the phrase is the definition', (_, sentence, term, definition) => {
    expect(define(sentence, term)).toBe(definition);
  });

  test.each([
    [
      '- **Inertia** – the tendency of a body to keep moving',
      'inertia',
      'the tendency of a body to keep moving',
    ],
    [
      '- Demand: the quantity that buyers want at a price',
      'demand',
      'the quantity that buyers want at a price',
    ],
    [
      '1) Gross margin: what is left of the price after the cost',
      'gross margin',
      'what is left of the price after the cost',
    ],
    [
      '**Osmosis**: water passes through a membrane to the salty side.',
      'osmosis',
      'water passes through a membrane to the salty side',
    ],
  ])('when a glossary line reads %p, its right side is the definition', (line, term, definition) => {
    expect(define(line, term)).toBe(definition);
  });

  test.each([
    [
      'de',
      'Ein Gletscher ist eine Masse aus Eis, die langsam fließt.',
      'gletscher',
      'eine Masse aus Eis, die langsam fließt',
    ],
    [
      'de',
      'Als Niederschlag bezeichnet man Wasser, das aus Wolken fällt.',
      'niederschlag',
      'Wasser, das aus Wolken fällt',
    ],
    [
      'fr',
      'Le glacier est une masse de glace qui coule lentement.',
      'glacier',
      'une masse de glace qui coule lentement',
    ],
    ['es', 'La erosión es un proceso que desgasta la roca.', 'erosión', 'un proceso que desgasta la roca'],
  ])(
    'when a sentence of language %s defines, its definition is found',
    (language, sentence, term, definition) => {
      expect(define(sentence, term, language)).toBe(definition);
    },
  );

  test('when "this" names what the sentence before said, that sentence defines and both are cited', () => {
    const before = 'Warm water from the sea rises and forms clouds over the land.';
    const text = `${before} This movement is known as convection.\n\n${padding}`;
    const { terms } = analyse(createSource({ text }));
    const definition = terms.find((term) => term.text === 'convection')?.definition;
    expect(definition).toMatchObject({ text: before.slice(0, -1), start: 0 });
    expect(text.slice(definition?.start, definition?.end)).toBe(
      `${before} This movement is known as convection.`,
    );
  });

  test.each([
    ['a list', 'They met the king, the queen of the north, and the judge.', 'king'],
    ['a clause', 'In chess, the rules of the game are known to all.', 'chess'],
    ['a question', 'Is politics a system of rules that bind us?', 'politics'],
    ['an example', 'Rust is an example of a slow reaction with oxygen.', 'rust'],
    ['one of many', 'They asked the mayor, or any other person in the town hall.', 'mayor'],
  ])('when a sentence only looks like a definition, as %s does, none is found', (_, sentence, term) => {
    const found = define(sentence, term);
    expect(found === undefined || found === sentence.slice(0, -1)).toBe(true);
  });

  test('when a definition runs on into another thought, it ends before it', () => {
    expect(
      define(
        'Federalism is a system in which power is shared, but its details differ; some states keep more.',
        'federalism',
      ),
    ).toBe('a system in which power is shared');
  });

  test.each([
    [
      'the next item of a list',
      'Talks were led by the governor, the council or any other group that had power.',
      'governor',
    ],
    ['a telling', 'Darwin describes how finches differ from island to island.', 'darwin'],
    [
      'a lead that names an act',
      'By counting the rings, foresters learn how old a tree is.',
      'counting the rings',
    ],
    ['a pronoun that points back', 'Frost is a result of these causes.', 'frost'],
  ])('when the words are %s, they define nothing', (_, sentence, term) => {
    expect(define(sentence, term)).toBeUndefined();
  });
});
