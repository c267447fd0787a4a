import { describe, expect, test } from '@jest/globals';

import { cleanMessage } from './ai-sdk-error-message.ts';

const prompt = {
  rules: 'Write what is asked, and nothing else at all.',
  shared: '[1] The canary of the coal mine\n  sings at dawn.',
  task: 'Sum up the source in one sentence.',
};
const clean = (message: string) => cleanMessage(message, { secrets: ['', 'AIza-secret'], prompt });

describe('cleanMessage', () => {
  test('when nothing is confidential, the message is kept, on one line', () => {
    expect(clean(' Model not found.\n  Try another.')).toBe('Model not found. Try another.');
  });

  test('F23 when the key is quoted, a mark stands in its place', () => {
    expect(clean('Key AIza-secret is not valid, AIza-secret!')).toBe('Key [key] is not valid, [key]!');
  });

  test('F23 when an address has a query or a fragment, it is cut off', () => {
    expect(clean('See https://example.com/v1?key=1234#top, or http://example.com/')).toBe(
      'See https://example.com/v1 or http://example.com/',
    );
  });

  test.each(Object.entries(prompt))(
    'F23 when the %s of the prompt is quoted, the message ends before it',
    (_, text) => {
      expect(clean(`Invalid input: ${text} (in body)`)).toBe('Invalid input:…');
    },
  );

  test('F23 when a part of the prompt is quoted across its lines, the message ends before it', () => {
    expect(clean('Invalid: coal mine sings at dawn')).toBe('Invalid:…');
  });

  test('when the message is long, it is cut to 300 characters', () => {
    const message = 'word '.repeat(100);
    expect(clean(message)).toBe(`${message.slice(0, 299)}…`);
  });
});
