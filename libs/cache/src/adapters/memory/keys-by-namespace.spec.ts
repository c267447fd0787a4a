import { describe, expect, test } from '@jest/globals';

import { KeysByNamespace } from './keys-by-namespace.ts';

function keysWith(...all: string[]): KeysByNamespace {
  const keys = new KeysByNamespace();
  for (const key of all) keys.add(key);
  return keys;
}

describe('keys by namespace', () => {
  test.each([
    ['a', ['a:1', 'a:b:2', 'a:']],
    ['a:b', ['a:b:2']],
    ['ab', ['ab:1']],
    ['', [':1']],
    ['absent', []],
    ['plain', []],
  ])('when the namespace is %j, its keys are found and no others', (namespace, found) => {
    expect(keysWith('a:1', 'a:b:2', 'a:', 'ab:1', ':1', 'plain').of(namespace)).toEqual(found);
  });

  test('when a key was added twice, it is found once', () => {
    expect(keysWith('a:1', 'a:1').of('a')).toEqual(['a:1']);
  });

  test('when a key was deleted, it is not found, and the others are', () => {
    const keys = keysWith('a:1', 'a:2');
    for (const key of ['a:1', 'a:9', 'b:1', 'plain']) keys.delete(key);
    expect(keys.of('a')).toEqual(['a:2']);
  });

  test('when all were deleted, more can be added', () => {
    const keys = keysWith('a:1');
    keys.delete('a:1');
    keys.add('a:2');
    expect(keys.of('a')).toEqual(['a:2']);
  });
});
