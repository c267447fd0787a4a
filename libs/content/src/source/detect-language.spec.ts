import { describe, expect, test } from '@jest/globals';

import { detectLanguage } from './detect-language.ts';

describe('detectLanguage', () => {
  test.each([
    [
      'en',
      'The river carries sand and mud to the sea, where they settle and become new land over the years.',
    ],
    [
      'de',
      'Der Fluss trägt Sand und Schlamm ins Meer, wo sie sich absetzen und mit den Jahren neues Land bilden.',
    ],
    [
      'fr',
      'Le fleuve transporte du sable et de la boue vers la mer, où ils se déposent et forment une terre nouvelle.',
    ],
    [
      'es',
      'El río lleva arena y barro hasta el mar, donde se depositan y con los años forman una tierra nueva.',
    ],
    [
      'it',
      'Il fiume porta sabbia e fango fino al mare, dove si depositano e con gli anni formano una nuova terra.',
    ],
    ['pt', 'O rio leva areia e lama até ao mar, onde se depositam e com os anos formam uma terra nova.'],
    [
      'nl',
      'De rivier voert zand en slib naar de zee, waar het bezinkt en in de loop van de jaren nieuw land vormt.',
    ],
    [
      'pl',
      'Rzeka niesie piasek i muł do morza, gdzie się osadzają i z biegiem lat tworzą nowy ląd przy brzegu.',
    ],
  ])('when the text is in %s, it says so', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test('when an English text is full of foreign names, it is English still', () => {
    const text =
      'The Assemblée nationale and the Bundestag are the lower houses; the Sénat and the Bundesrat are the upper ones, and each of them has its own rules.';
    expect(detectLanguage(text)).toBe('en');
  });

  test('when there is nothing to judge by, it is English', () => {
    expect(detectLanguage('12345 67890 --- 12345 67890')).toBe('en');
  });
});
