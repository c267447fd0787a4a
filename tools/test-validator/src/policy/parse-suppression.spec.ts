import { describe, expect, test } from '@jest/globals';

import { parseSuppression } from './parse-suppression.ts';

describe('parseSuppression', () => {
  test.each([
    [
      ' test-validator-ignore HT024 -- two codes are one outcome',
      'here',
      ['HT024'],
      'two codes are one outcome',
    ],
    ['// test-validator-ignore HT024,HT010 , HT011 -- why', 'here', ['HT024', 'HT010', 'HT011'], 'why'],
    ['test-validator-ignore HT024 HT024 -- why', 'here', ['HT024'], 'why'],
    [
      '// test-validator-ignore-next-line unused-suppression -- why',
      'next line',
      ['unused-suppression'],
      'why',
    ],
    ['/* test-validator-ignore-file HT050 -- why */', 'file', ['HT050'], 'why'],
    [
      '/** \n * test-validator-ignore HT050 -- over\n *   two lines\n */',
      'here',
      ['HT050'],
      'over two lines',
    ],
    ['/* test-validator-ignore HT050 -- why **/', 'here', ['HT050'], 'why'],
    ['test-validator-ignore HT050 -- pass -- and --flag', 'here', ['HT050'], 'pass -- and --flag'],
    ['test-validator-ignore HT050 -- 日本', 'here', ['HT050'], '日本'],
    ['test-validator-ignore HT050', 'here', ['HT050'], undefined],
    ['test-validator-ignore HT050 --', 'here', ['HT050'], undefined],
    ['test-validator-ignore HT050 -- …', 'here', ['HT050'], undefined],
    ['test-validator-ignore', 'here', [], undefined],
    ['test-validator-ignore -- why', 'here', [], 'why'],
  ])('when the comment is %j, it reaches %s', (comment, reach, rules, reason) => {
    expect(parseSuppression(comment)).toStrictEqual({ reach, rules, reason });
  });

  test.each([
    'test-validator-ignored HT050 -- why',
    'test-validator-ignore-everything HT050 -- why',
    'see test-validator-ignore HT050 -- why',
    'eslint-disable-next-line',
    '',
  ])('when the comment is %j, it is none', (comment) => {
    expect(parseSuppression(comment)).toBeUndefined();
  });
});
