import { runInNewContext } from 'node:vm';

import { describe, expect, test } from '@jest/globals';

import { fromErrorRecord, isErrorRecord, toErrorRecord } from './error-record.ts';

const withGetter = (name: string) =>
  Object.defineProperty(new Error('seen'), name, {
    get() {
      throw new Error('it must not be read');
    },
  });

describe('an error record', () => {
  test('when an error goes through JSON and back, its name, message, code and isRetryable are the same', () => {
    const error = Object.assign(new Error('slow'), { code: 'timed-out', isRetryable: true, secret: 'no' });
    error.name = 'ProviderError';
    const record: unknown = JSON.parse(JSON.stringify(toErrorRecord(error)));
    if (!isErrorRecord(record)) throw new Error('it should be a record');
    const back = fromErrorRecord(record);
    expect(Error.isError(back)).toBe(true);
    expect({ ...back, name: back.name, message: back.message }).toEqual({
      ...{ name: 'ProviderError', message: 'slow', code: 'timed-out', isRetryable: true },
    });
    expect(String(back)).toBe('ProviderError: slow');
  });

  test('when an error has no code and no isRetryable, or odd ones, the record has none', () => {
    expect(toErrorRecord(new TypeError('plain'))).toEqual({ name: 'TypeError', message: 'plain' });
    const odd = Object.assign(new Error('odd'), { code: 7, isRetryable: 'yes' });
    expect(toErrorRecord(odd)).toEqual({ name: 'Error', message: 'odd' });
  });

  test.each<[string, unknown, object]>([
    ['a text', 'broken', { name: 'Error', message: 'broken' }],
    ['undefined', undefined, { name: 'Error', message: 'undefined' }],
    ['a symbol', Symbol('mark'), { name: 'Error', message: 'Symbol(mark)' }],
    ['an object that has no text', Object.create(null), { name: 'Error', message: '' }],
    [
      'an error of another realm',
      runInNewContext('new RangeError("far")'),
      { name: 'RangeError', message: 'far' },
    ],
    ['an error whose message throws', withGetter('message'), { name: 'Error', message: '' }],
    ['an error whose name throws', withGetter('name'), { name: 'Error', message: 'seen' }],
    ['an error whose code throws', withGetter('code'), { name: 'Error', message: 'seen' }],
    [
      'an error whose name is no text',
      Object.assign(new Error('seen'), { name: 7 }),
      { name: 'Error', message: 'seen' },
    ],
  ])('when %s is thrown, there is a record', (_what, thrown, record) => {
    expect(toErrorRecord(thrown)).toEqual(record);
  });

  test('when a message is huge, its beginning is kept, 4096 characters with the sign that it goes on', () => {
    const { message } = toErrorRecord(new Error(`begins ${'x'.repeat(1_000_000)}`));
    expect(message).toHaveLength(4096);
    expect(message).toMatch(/^begins x+…$/);
    expect(toErrorRecord(new Error('x'.repeat(4096))).message).toBe('x'.repeat(4096));
  });

  test('when a name or a code is huge, it is cut at 256 characters', () => {
    const error = Object.assign(new Error('seen'), { name: 'n'.repeat(1000), code: 'c'.repeat(1000) });
    const { name, code } = toErrorRecord(error);
    expect([name.length, code?.length]).toEqual([256, 256]);
  });

  test.each([undefined, null, 'text', {}, { name: 'Error' }, { name: 1, message: 'a' }, { message: 'a' }])(
    'when it is %j, it is no record',
    (value) => {
      expect(isErrorRecord(value)).toBe(false);
    },
  );
});
