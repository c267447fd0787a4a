import { describe, expect, test } from '@jest/globals';

import { analyse } from '../analysis/analyse.ts';
import { createSource } from '../source/create-source.ts';
import { writeFlashcards } from './flashcards.ts';

const lesson = `# Rocks and minerals

A mineral is a natural solid that has a fixed chemical makeup. Rocks are solids that consist of one or more minerals. Geologists sort rocks into three families. Igneous rock, which forms when magma cools, is hard. Sedimentary rock forms from layers of sand and mud over a long time.

## The rock cycle

The rock cycle is the set of processes by which rocks change from one kind into another. Weathering (the process by which rock breaks down at the surface) starts the rock cycle anew. They called it slow. Heat and pressure turn sedimentary rock into metamorphic rock.
`;
const cardsOf = (text: string) => writeFlashcards(analyse(createSource({ text })));
const cards = cardsOf(lesson);
const cardOn = (term: string) => cards.find((card) => card.term.toLowerCase() === term);

describe('writeFlashcards', () => {
  test('when the source defines a term, the card has the defining phrase as a sentence', () => {
    expect(cardOn('mineral')?.definition).toBe('A natural solid that has a fixed chemical makeup.');
    expect(cardOn('weathering')?.definition).toBe('The process by which rock breaks down at the surface.');
  });

  test('when the source only explains a term, the card has the sentence that opens with it and is hard', () => {
    expect(cardOn('sedimentary rock')).toMatchObject({
      definition: 'Sedimentary rock forms from layers of sand and mud over a long time.',
      difficulty: 'hard',
    });
  });

  test('when a card cites, all words of its definition stand in the cited range', () => {
    expect(cards.length).toBeGreaterThan(3);
    for (const { definition, citations } of cards) {
      const cited = citations
        .map(({ start, end }) => lesson.slice(start, end))
        .join(' ')
        .toLowerCase();
      expect(
        definition
          .toLowerCase()
          .match(/\w+/g)
          ?.filter((word) => !cited.includes(word)),
      ).toEqual([]);
    }
  });

  test('when cards are written, each starts with a capital, ends with a stop and has its own term', () => {
    expect(cards.filter(({ definition }) => !/^[^a-z].*[.!?]$/.test(definition))).toEqual([]);
    expect(new Set(cards.map(({ term }) => term)).size).toBe(cards.length);
  });

  test('when a source defines thirty terms, 25 cards are written', () => {
    const names = 'abcdefghijklmnopqrstuvwxyzäöüß'.split('').map((letter) => `${letter}ology`);
    const text = names.map((name) => `The ${name} is a science that studies ${name} things.`).join(' ');
    expect(cardsOf(text)).toHaveLength(25);
  });

  test('when no sentence says anything about a term, there is no card on it', () => {
    expect(cardOn('mud')).toBeUndefined();
  });

  test('when a definition is in the plural, its term is too', () => {
    const [card] = cardsOf(
      'A guild protects its town. Every guild has a hall. The guild meets on Mondays. Guilds are groups of people who share a craft.',
    );
    expect(card).toMatchObject({ term: 'guilds', definition: 'Groups of people who share a craft.' });
  });

  test('when a definition says "the ones", the term’s own noun stands there', () => {
    const terms = cardsOf(
      'Tidal rivers are the ones that rise and fall with the sea. Tidal rivers carry salt.',
    );
    expect(terms.find(({ term }) => term === 'tidal rivers')?.definition).toBe(
      'The rivers that rise and fall with the sea.',
    );
  });

  test('when words are no names of things, no card asks for them', () => {
    const text = `Rivers flow because water runs down from the hills to the sea. Rules of the river can be precise or vague, as sailors know. The current that flows past the mill is as strong as well. Something is a river when water runs in it all year. Two of the best rivers start here, and rivers live long. Animals that live there must live well. The water that flows best flows to two mills.`;
    const junk = /^(?:precise|vague|well|something|two|best|live|flows)$/i;
    expect(cardsOf(text).filter(({ term }) => junk.test(term))).toEqual([]);
  });

  test('when a sentence tells how or when, it explains no term', () => {
    const text =
      'How sailors steer their ships by the stars at night may seem a riddle to us. The harder it rains, the fewer sailors leave the harbour at night. Ships need wind.';
    expect(
      cardsOf(text).filter(({ term, definition }) => /^How /.test(definition) || term === 'harder'),
    ).toEqual([]);
  });

  test('when a sentence is on one card, no other card repeats it', () => {
    const definitions = cards
      .filter(({ difficulty }) => difficulty === 'hard')
      .map((card) => card.definition);
    expect(definitions.length).toBeGreaterThan(0);
    expect(new Set(definitions).size).toBe(definitions.length);
  });
});
