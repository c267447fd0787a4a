import { describe, expect, test } from '@jest/globals';

import { asSpoken } from './as-spoken.ts';
import { createPhrasePicker } from './phrase-picker.ts';
import { createScriptBuilder } from './script-builder.ts';
import { spokenMinutes, targetCharacters } from './script-length.ts';

const rate = { charactersPerSecond: 15, pauseSeconds: 0.4 };

describe('asSpoken', () => {
  test.each([
    ['Bees (see Table 3) dance [1].', 'Bees dance.'],
    ['Some insects, e.g., bees, dance.', 'Some insects, for example, bees, dance.'],
    ['Bees—small as they are—dance.', 'Bees, small as they are, dance.'],
    ['**Bees** `dance`', 'Bees dance'],
    ['It needs three things:', 'It needs three things.'],
  ])('when the text is "%s", it is said as "%s"', (text, spoken) => {
    expect(asSpoken(text)).toBe(spoken);
  });
});

describe('createPhrasePicker', () => {
  test('when a list is picked from, every phrase is used before one returns', () => {
    const { pick } = createPhrasePicker();
    expect(Array.from({ length: 5 }, () => pick(['a', 'b', 'c']))).toEqual(['a', 'b', 'c', 'a', 'b']);
  });

  test('when a phrase was used from another list, it waits', () => {
    const { pick } = createPhrasePicker();
    pick(['a', 'b']);
    expect(pick(['a', 'c'])).toBe('c');
  });

  test('when there is nothing to pick from, it throws', () => {
    const none: string[] = [];
    expect(() => createPhrasePicker().pick(none)).toThrow(RangeError);
  });
});

describe('createScriptBuilder', () => {
  test('when a host goes on in the same section, it is one turn', () => {
    const builder = createScriptBuilder(['Ana', 'Ben'], () => 'Soil');
    builder.say(0, 'I see.');
    builder.state(0, 'Soil feeds plants.', [{ start: 0, end: 18 }]);
    expect(builder.turns()).toEqual([
      {
        speaker: 'Ana',
        text: 'I see. Soil feeds plants.',
        section: 'Soil',
        citations: [{ start: 0, end: 18 }],
      },
    ]);
  });

  test('when a sentence lost its end to a cut, it gets a full stop before the next one', () => {
    const builder = createScriptBuilder(['Ana', 'Ben'], () => 'Soil');
    const sentence = {
      index: 0,
      words: [],
      passage: 0,
      section: 0,
      salience: 0,
      standsAlone: true,
      start: 0,
      end: 9,
    };
    builder.tell(0, [
      { ...sentence, text: 'Soil feeds plants (and worms)' },
      { ...sentence, index: 1, text: 'Worms feed soil.' },
    ]);
    expect(builder.turns()[0]?.text).toBe('Soil feeds plants. Worms feed soil.');
  });

  test('when the section changes, the same host starts a new turn', () => {
    let section = 'Introduction';
    const builder = createScriptBuilder(['Ana', 'Ben'], () => section);
    builder.say(0, 'Welcome!');
    section = 'Soil';
    builder.say(0, 'Soil first.');
    expect(builder.turns().map((turn) => turn.section)).toEqual(['Introduction', 'Soil']);
  });
});

describe('script length', () => {
  test('when three turns of 150 characters are spoken, two pauses are counted', () => {
    const turns = Array.from({ length: 3 }, () => ({ text: 'x'.repeat(150) }));
    // 450 / 15 + 2 · 0.4 = 30.8 s
    expect(spokenMinutes(turns, rate)).toBe(0.51);
  });

  test('when minutes are asked for, the target takes that long to say, pauses included', () => {
    const target = targetCharacters(100_000, rate, 10);
    const turns = Array.from({ length: Math.round(target / 120) }, () => ({ text: 'x'.repeat(120) }));
    expect(spokenMinutes(turns, rate)).toBeCloseTo(10, 0);
  });

  test('when nobody asks, 15 kB give five to eight minutes and 1 MB gives at most twelve', () => {
    const minutes = (characters: number) => targetCharacters(characters, rate) / 15 / 60;
    expect(minutes(15_000)).toBeGreaterThan(5);
    expect(minutes(15_000)).toBeLessThan(8);
    expect(minutes(1_000_000)).toBeLessThanOrEqual(12);
  });

  test('when the source is tiny or the wish is huge, the contract’s limits hold', () => {
    expect(targetCharacters(50, rate)).toBeGreaterThan(1000);
    expect(targetCharacters(1_000_000, rate, 600)).toBeLessThan(60_000);
  });
});
