import { describe, expect, test } from '@jest/globals';

import { detectFormat } from './detect-format.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe('detectFormat', () => {
  test.each([
    ['%PDF-1.7', 'notes.txt', 'text/plain', 'pdf'],
    ['\n %PDF-1.4', 'notes.docx', '', 'pdf'],
    ['PK\u0003\u0004', 'notes.txt', 'text/html', 'zip'],
    ['words', 'notes.html', 'text/plain; charset=utf-8', 'text'],
    ['words', 'notes.txt', 'Text/HTML', 'html'],
    ['words', 'notes.txt', 'application/pdf', 'pdf'],
    ['words', 'NOTES.TXT', '', 'text'],
    ['words', 'notes.md', 'application/octet-stream', 'markdown'],
    ['words', 'a.pdf.markdown', '', 'markdown'],
    ['words', 'notes.htm', '', 'html'],
    ['words', 'notes.xhtml', '', 'html'],
    ['<!DOCTYPE html><p>', '', '', 'html'],
  ])('when a file begins with %j, is named %j and of the type %j, it is read as %s', (...given) => {
    const [beginning, fileName, contentType, format] = given;

    expect(detectFormat({ bytes: bytes(beginning), fileName, contentType })).toBe(format);
  });

  test.each([
    ['words', 'notes.xlsx', 'image/png', /of the type image\/png and named \.xlsx .* Send plain text/],
    ['words', 'constructor', 'constructor', /of the type constructor/],
    ['words', '', '', /of an unknown type/],
    ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'notes.docx', '', /password/],
    ['{\\rtf1', 'notes.txt', '', /\.docx/],
  ])('when a file begins with %j, is named %j and of the type %j, it is refused', (...given) => {
    const [beginning, fileName, contentType, message] = given;

    expect(() => detectFormat({ bytes: bytes(beginning), fileName, contentType })).toThrow(
      expect.objectContaining({
        code: 'document-type-unsupported',
        isRetryable: false,
        message: expect.stringMatching(message),
      }),
    );
  });

  test.each(['notes.docx', 'notes.epub'])('when %s is no archive, it is unreadable', (fileName) => {
    expect(() => detectFormat({ bytes: bytes('words'), fileName })).toThrow(
      expect.objectContaining({ code: 'document-unreadable' }),
    );
  });
});
