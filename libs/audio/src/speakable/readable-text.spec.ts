import { describe, expect, test } from '@jest/globals';

import { readableText } from './readable-text.ts';

describe('text for a voice that knows all letters', () => {
  test.each([
    ['en', 'Gödel & Erdős: 60 km/h', 'Gödel and Erdős: sixty kilometers per hour'],
    ['en-GB', 'The word 水 is **water**.', 'The word 水 is water.'],
    ['en', '😀 Well done! 👍🏽', 'Well done!'],
    ['de', '**Größe**: 3,5 km [1](https://example.org)', 'Größe: 3,5 km 1'],
    ['fr', "L'été, c'est `beau` — vraiment !", "L'été, c'est beau — vraiment !"],
    ['ja', '水は H₂O です。👍', '水は H₂O です。'],
    ['es', 'Uno.\n\nDos.\n```js\nrun()\n```\nTres.', 'Uno. Dos. Tres.'],
    ['de', '<speak>Hallo<break time="3s"/></speak>', 'Hallo'],
    ['it', 'uno\u0000due\u001b[2Jtre\u200b', 'uno due [2Jtre'],
  ])('when the language is %s, %j is read as %j', (language, written, spoken) => {
    expect(readableText(written, language)).toBe(spoken);
  });

  test.each([
    ['en', '... !!! 👍'],
    ['de', '👍🎉 --- !!!'],
    ['ja', '。、！'],
    ['de', '\ud800 '],
  ])('when the language is %s and the text %j, there is nothing to read', (language, text) => {
    expect(readableText(text, language)).toBe('');
  });

  test.each(['en', 'de'])('when the language is %s, what is readable stays as it is', (language) => {
    const once = readableText(
      '**Müller**, see [1](https://a.b), 3 × 10² °C at 12:30 – `f(x)` & more…',
      language,
    );
    expect(readableText(once, language)).toBe(once);
  });
});
