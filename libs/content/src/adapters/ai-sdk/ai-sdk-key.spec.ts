import { describe, expect, test } from '@jest/globals';

import { checkedKey } from './ai-sdk-key.ts';

describe('checkedKey', () => {
  test('when a key was read from a file, the line end is taken off', () => {
    expect(checkedKey(' AIza-123_x\n')).toBe('AIza-123_x');
  });

  test.each(['', '  ', 'two words', 'line\nend', 'clé'])(
    'F23 when the key is %j, it is refused before a call, and not printed',
    (key) => {
      expect(() => checkedKey(key)).toThrow(
        expect.objectContaining({
          code: 'credentials-invalid',
          isRetryable: false,
          message: expect.stringMatching(/^The API key (is empty|has characters in it that no key has)\.$/),
        }),
      );
    },
  );
});
