import { describe, expect, test } from '@jest/globals';

import { readSentences } from '../analysis/read-sentences.ts';
import { createSource } from '../source/create-source.ts';
import { isPresentable, opensAlone } from './reading-rules.ts';

function read(text: string, language: string) {
  const source = createSource({ text: text.padEnd(60), language });
  const [sentence] = readSentences(source).sentences;
  if (!sentence) throw new Error('there is no sentence');
  return { source, sentence };
}

describe('opensAlone', () => {
  test.each([
    ['fr', 'Saône et Rhône se rencontrent dans la ville de Lyon depuis toujours.'],
    ['de', 'Soöffnungen liegen auf der Unterseite der Blätter vieler Pflanzen.'],
  ])(
    'when a word of %s only begins like one that leans on others, as in "%s", it opens',
    (language, text) => {
      expect(opensAlone(read(text, language).sentence, language, true)).toBe(true);
    },
  );

  test('when the word itself leans on the sentence before, it does not open', () => {
    const { sentence } = read('Sa longueur dépasse celle du fleuve dans lequel il se jette.', 'fr');
    expect(opensAlone(sentence, 'fr', true)).toBe(false);
  });
});

describe('isPresentable', () => {
  test('when a piece of prose is nothing but names, no reader sees it', () => {
    const { sentence, source } = read('Consider Captain James Robert Cook of Marton in Yorkshire.', 'en');
    expect(isPresentable(sentence, source)).toBe(false);
  });

  test('when names do something, readers see it', () => {
    const { sentence, source } = read('Captain James Cook of Marton in Yorkshire reached Hawaii.', 'en');
    expect(isPresentable(sentence, source)).toBe(true);
  });
});
