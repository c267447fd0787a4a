import { describe, expect, test } from '@jest/globals';

import { fileNameOf } from './file-name-of.ts';

const url = new URL('https://news.example/reports/annual%20report.pdf?download=1');

describe('fileNameOf', () => {
  test.each([
    ['attachment; filename="report.pdf"', 'report.pdf'],
    ['attachment; filename=report.pdf; size=3', 'report.pdf'],
    ['attachment; FileName = "a \\"quoted\\" one.pdf"', 'a "quoted" one.pdf'],
    [`attachment; filename="fallback.pdf"; filename*=UTF-8''informe%20a%C3%B1o.pdf`, 'informe año.pdf'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\windows\\\\win.ini"', 'win.ini'],
    ['attachment; filename="a\u0007b\u202e.pdf"', 'ab.pdf'],
    ['attachment; filename=".."', 'annual report.pdf'],
    ["attachment; filename*=UTF-8''%E0%A4%A", 'annual report.pdf'],
    ['inline', 'annual report.pdf'],
    [undefined, 'annual report.pdf'],
  ])('when the header is %s, the name is %s', (disposition, name) => {
    expect(fileNameOf(disposition, url)).toBe(name);
  });

  test.each(['https://news.example/', 'https://news.example/%', 'https://news.example/%2e%2e%2f'])(
    'when %s is all there is, there is no name',
    (bare) => {
      expect(fileNameOf(undefined, new URL(bare))).toBeUndefined();
    },
  );

  test('when the name is endless, it is cut', () => {
    expect(fileNameOf(`attachment; filename=${'x'.repeat(5000)}`, url)).toHaveLength(200);
  });
});
