import { expect, test } from '@jest/globals';

import { checkRepetition } from './check-repetition.ts';

const sentence = 'A delta is land that a river builds at its mouth.';
const buildPart = (path: string, text: string) => ({
  path,
  text,
  question: '',
  citations: [],
  cite: () => {},
});

test('when three items say the same, the third is named', () => {
  const parts = [
    sentence,
    'Rivers carry sand down to the sea, year by year.',
    sentence.toUpperCase(),
    sentence,
  ];
  expect(checkRepetition(parts.map((text, index) => buildPart(`items.${index}`, text)))).toEqual([
    { code: 'repeated', path: 'items.3', message: `"${sentence}" stands in 2 other items already` },
  ]);
});

test('when a summary and a body say the same, or short turns return, nothing is repeated', () => {
  const parts = ['overview', 'body', 'summary', 'introduction'].map((path) => buildPart(path, sentence));
  const turns = [1, 2, 3, 4].map((index) => buildPart(`turns.${index}`, 'Quite so.'));
  expect(checkRepetition([...parts, ...turns])).toEqual([]);
});

test('when a third item is the beginning of two others, it is repeated; when it only begins alike, it is not', () => {
  const law = 'According to the second law of thermodynamics, heat flows from warm to cold';
  const endings = ['', ' bodies.', ', and entropy grows.', ' and never back.'];
  const cut = [`${law} bodies`, `${law} bodies in the`, law].map((text, at) =>
    buildPart(`items.${at}`, text),
  );
  const different = endings.slice(1).map((end, at) => buildPart(`items.${at}`, law + end));
  expect(checkRepetition(cut).map(({ path }) => path)).toEqual(['items.2']);
  expect(checkRepetition(different)).toEqual([]);
});
