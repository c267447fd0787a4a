import { describe, expect, test } from '@jest/globals';

import { charsetOf, decodeText } from './decode-text.ts';

const utf16 = Buffer.from('\ufeffMar é', 'utf16le');
const latin1 = Buffer.from('Mar é', 'latin1');
const page = (declaration: string) => Buffer.from(`${declaration}Mar é`, 'latin1');

describe('decodeText', () => {
  test.each([
    ['UTF-8', Buffer.from('Mar é'), {}],
    ['UTF-8 with a mark', Buffer.from('\ufeffMar é'), {}],
    ['UTF-16 with a mark', utf16, {}],
    ['UTF-16 with a mark, upside down', Buffer.from(utf16).swap16(), {}],
    ['UTF-16 with a mark, said to be another', utf16, { charset: 'windows-1252' }],
    ['of a named charset', latin1, { charset: 'windows-1252' }],
  ])('when a text is %s, it is read', (_, bytes, options) => {
    expect(decodeText(bytes, options)).toBe('Mar é');
  });

  test.each([
    '<meta charset="windows-1252">',
    "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
    '<?xml version="1.0" encoding="iso-8859-1"?>',
  ])('when a page says %s, it is read so', (declaration) => {
    expect(decodeText(page(declaration), { isMarkup: true })).toContain('Mar é');
  });

  test('when a page that can be read says it is UTF-16, it is read as UTF-8', () => {
    const bytes = Buffer.from('<meta charset="utf-16">Mar é');

    expect(decodeText(bytes, { isMarkup: true })).toContain('Mar é');
  });

  test.each([
    ['not UTF-8', latin1, {}, /not UTF-8\. Save it as UTF-8/],
    ['not what it is said to be', latin1, { charset: 'utf8' }, /not UTF-8, as which it is marked/],
    ['text that mentions a charset', page('<meta charset=latin1>'), {}, /not UTF-8/],
    ['of an unknown charset', latin1, { charset: 'utf-9' }, /utf-9/],
    ['UTF-16 without a mark', utf16.subarray(2), { charset: 'utf-8' }, /UTF-8/],
    ['binary', Buffer.from('a\0b'), {}, /binary/],
  ])('when a text is %s, it is unreadable', (_, bytes, options, message) => {
    expect(() => decodeText(bytes, options)).toThrow(
      expect.objectContaining({ code: 'document-unreadable', message: expect.stringMatching(message) }),
    );
  });
});

test.each([
  ['text/plain; charset=UTF-8', 'UTF-8'],
  ['text/html;foo=bar; Charset="latin1"', 'latin1'],
  ['text/html', undefined],
  [undefined, undefined],
])('when the content type is %j, the charset is %j', (contentType, charset) => {
  expect(charsetOf(contentType)).toBe(charset);
});
