import { beforeAll, describe, expect, test } from '@jest/globals';

import type { ClauseReader } from './clause.ts';
import { questionPatterns } from './sentence-questions.ts';
import { loadTagger } from './tagger.ts';

const small =
  'cows termites cells leaves plants the a parliamentary presidential regimes bacteria enzymes mulch compost steel'.split(
    ' ',
  );
let reader: ClauseReader;

beforeAll(async () => {
  reader = { tagger: await loadTagger(), spelling: { small: new Set(small), capital: new Set() } };
});

/** The questions that a sentence gives, by all patterns whose hint fits. */
const ask = (sentence: string) =>
  questionPatterns
    .filter(({ hint }) => hint.test(sentence))
    .map(({ form, ask: askBy }) => [form, askBy(sentence, reader)])
    .filter(([, question]) => question !== undefined);

describe('questions from sentences', () => {
  test.each([
    ['Leaves look green because chlorophyll reflects green light.', 'cause', 'Why do leaves look green?'],
    ['Cows live on grass because microbes help them.', 'cause', 'Why do cows live on grass?'],
    ['Because the law is old, the court changed the rule.', 'cause', 'Why did the court change the rule?'],
    ['The treaty was signed because both armies were tired.', 'cause', 'Why was the treaty signed?'],
    ['The senate cannot act because no budget exists.', 'cause', 'Why can the senate not act?'],
    ['Compost is turned so that air can reach it.', 'cause', 'Why is compost turned?'],
    [
      'If the government loses the vote, elections take place.',
      'condition',
      'What happens if the government loses the vote?',
    ],
    ['When the plant was moved, it died.', 'condition', 'What happened when the plant was moved?'],
    [
      'Unlike a checksum, a signature proves who sent a message.',
      'contrast',
      'How does a signature differ from a checksum?',
    ],
    ['Steel is heavy, whereas aluminum is light.', 'contrast', 'How do steel and aluminum differ?'],
    [
      'The main purpose of the senate is to review laws.',
      'property',
      'What is the main purpose of the senate?',
    ],
    [
      'One of the advantages of the system is party discipline.',
      'property',
      'What is one of the advantages of the system?',
    ],
    ['Plants make sugar by combining water with carbon dioxide.', 'means', 'How do plants make sugar?'],
    ['The Gutenberg Bible was finished in 1455.', 'time', 'When was the Gutenberg Bible finished?'],
    [
      'In 1882, Theodor Engelmann showed which colors matter.',
      'time',
      'When did Theodor Engelmann show which colors matter?',
    ],
    [
      'Johannes Gutenberg introduced movable type to Europe.',
      'person',
      'Who introduced movable type to Europe?',
    ],
    ['Liberalism emphasizes the rights of persons.', 'object', 'What does Liberalism emphasize?'],
    [
      'The growth of plants depends on light and water.',
      'object',
      'What does the growth of plants depend on?',
    ],
  ])('when the sentence is "%s", the question of the form %s is "%s"', (sentence, form, question) => {
    expect(ask(sentence)).toContainEqual([form, question]);
  });

  test.each([
    'He resigned because the party lost.',
    'This happens because the law is old.',
    'They agreed because it rained.',
    'The vote failed because of the rain.',
    'The king did not fall because the army was weak, but because nobody paid it.',
    'If so, elections take place.',
    'If you look around, you see poverty.',
    'While prices rose, Anna Meyer slept.',
    'Animals can digest starch, whereas cellulose passes through them.',
    'He was born in 1809 and died in 1882.',
    'The law that was passed in 1912 is still in force.',
    'In 1882, it was shown that light matters.',
    'The authors answer their question by counting votes.',
  ])('when nobody could answer without context, as in "%s", nothing is asked', (sentence) => {
    expect(ask(sentence)).toEqual([]);
  });
});
