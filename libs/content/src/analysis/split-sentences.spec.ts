import { describe, expect, test } from '@jest/globals';

import { splitSentences } from './split-sentences.ts';

const sentencesOf = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  test.each([
    ['titles and initials', ['Dr. A. B. Lee met Mrs. Roy.', 'They spoke.']],
    ['abbreviations inside', ['Use acids, e.g. vinegar, i.e. weak ones.', 'Wear gloves.']],
    ['a country by its initials', ['The U.S. Senate met.', 'It voted.']],
    ['initials that end a sentence', ['He moved to the U.S. The climate suited him.']],
    ['numbers', ['It grew by 3.5 percent in No. 4 and on p. 12.', 'Then it fell.']],
    ['a case name', ['In Brown v. Board the court agreed.', 'Schools changed.']],
    ['quoted ends', ['“Is it so?” she asked.', '“It is.”', 'They left.']],
    ['an ellipsis that goes on', ['The war … went on.', 'Peace came.']],
    ['brackets', ['It works (see Fig. 3).', 'It is cheap.']],
    ['exclamations', ['Stop!', 'Think again.']],
  ])('when the text has %s, the ends are found', (title, sentences) => {
    const expected = title.startsWith('initials that end')
      ? ['He moved to the U.S.', 'The climate suited him.']
      : sentences;
    expect(sentencesOf(sentences.join(' '))).toEqual(expected);
  });

  test('when the text is German, ordinals and spaced abbreviations end nothing', () => {
    expect(sentencesOf('Am 3. Oktober gab es z. B. Regen. Danach schien die Sonne.')).toEqual([
      'Am 3. Oktober gab es z. B. Regen.',
      'Danach schien die Sonne.',
    ]);
  });

  test('when a sentence follows a full stop without a space, it starts there', () => {
    expect(sentencesOf('The state governs.The people vote.')).toEqual([
      'The state governs.',
      'The people vote.',
    ]);
  });

  test('when the last sentence has no end mark, it counts too', () => {
    expect(sentencesOf('One ends here. the other')).toEqual(['One ends here. the other']);
    expect(sentencesOf('One ends here. Another does')).toEqual(['One ends here.', 'Another does']);
  });
});
