import { beforeAll, describe, expect, test } from '@jest/globals';

import type { ClauseReader } from './clause.ts';
import { askClaim, askExamples, askList } from './claim-questions.ts';
import { loadTagger } from './tagger.ts';

let reader: ClauseReader;

beforeAll(async () => {
  reader = { tagger: await loadTagger(), spelling: { small: new Set(), capital: new Set() } };
});

describe('askClaim', () => {
  test.each([
    ['Alfred Wegener argued that the continents drift.', 'What did Alfred Wegener argue?'],
    ['Epicurus taught that pleasure is the absence of pain.', 'What did Epicurus teach?'],
  ])('when "%s", it asks "%s"', (sentence, question) => {
    expect(askClaim(sentence, reader)).toBe(question);
  });

  test.each(['Some argue that taxes are too high.', 'He believed that the earth was flat.'])(
    'when nobody knows who claims it, as in %p, it asks nothing',
    (sentence) => {
      expect(askClaim(sentence, reader)).toBeUndefined();
    },
  );
});

describe('askList', () => {
  test('when a sentence counts and lists, it asks for what is counted', () => {
    expect(askList('Three gases make up most of the air: nitrogen, oxygen and argon.')).toBe(
      'Which three gases make up most of the air?',
    );
  });

  test('when what is counted stands in another sentence, it asks nothing', () => {
    expect(askList('Two ships of these nations met there: a brig and a frigate.')).toBeUndefined();
  });
});

describe('askExamples', () => {
  test.each([
    [
      'Owls hunt nocturnal animals such as mice and voles.',
      'What examples of nocturnal animals does the text give?',
    ],
    [
      'The sea carries minerals, such as salt, lime and iron.',
      'What examples of minerals does the text give?',
    ],
  ])('when "%s", it asks "%s"', (sentence, question) => {
    expect(askExamples(sentence)).toBe(question);
  });

  test.each(['The sea carries things such as salt, lime and iron.', 'It lives in places such as Rome.'])(
    'when the kind is too general or there is one example, as in %p, it asks nothing',
    (sentence) => {
      expect(askExamples(sentence)).toBeUndefined();
    },
  );
});
