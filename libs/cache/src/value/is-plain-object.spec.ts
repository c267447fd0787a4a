import { runInNewContext } from 'node:vm';

import { describe, expect, test } from '@jest/globals';

import { isPlainObject } from './is-plain-object.ts';

class Tide {}

describe('isPlainObject', () => {
  test.each([
    ['a literal', {}],
    ['an object without a prototype', Object.create(null)],
    ['what another realm made', runInNewContext('({ tide: "spring" })')],
  ])('when the value is %s, it is plain', (_, value) => {
    expect(isPlainObject(value)).toBe(true);
  });

  test.each([
    ['an instance', new Tide()],
    ['a date', new Date(0)],
    ['a map of another realm', runInNewContext('new Map()')],
    ['an heir of a literal', Object.create({ tide: 'spring' })],
    ['an heir of an object without a prototype', Object.create(Object.create(null))],
  ])('when the value is %s, it is not', (_, value) => {
    expect(isPlainObject(value)).toBe(false);
  });
});
