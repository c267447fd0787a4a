import { describe, expect, test } from '@jest/globals';

import { aFinding } from '../testing/a-report.ts';
import { fingerprintOf } from './fingerprint.ts';
import { linesOfSources } from './source-lines.ts';

const source = "describe('cart', () => {\n  it('adds', () => {\n    add(1, 2);\n  });\n});\n";
const printOf = (overrides: Parameters<typeof aFinding>[0], text: string | undefined = source): string =>
  fingerprintOf(
    aFinding(overrides),
    linesOfSources(() => text),
  );

describe('fingerprintOf', () => {
  test('when lines move and their indentation changes, it stays', () => {
    const moved = `// two\r\n// lines\r\n${source.replace('    add(1, 2);', '\tadd(1,   2);  ')}`;
    expect(printOf({ line: 5, column: 2, message: 'other words' }, moved)).toBe(printOf({ line: 3 }));
  });

  test.each([
    ['the rule', { rule: 'HT011' }],
    ['the file', { file: 'src/other.spec.ts' }],
    ['the test', { test: 'cart › removes' }],
    ['the text of the line', { line: 2 }],
  ])('when %s differs, it differs', (_, overrides) => {
    expect(printOf({ line: 3, ...overrides })).not.toBe(printOf({ line: 3 }));
  });

  test('when there is no source, the rest makes the fingerprint', () => {
    const none = linesOfSources(() => undefined);
    expect(fingerprintOf(aFinding(), none)).toMatch(/^[0-9a-f]{32}$/);
    expect(fingerprintOf(aFinding(), none)).not.toBe(fingerprintOf(aFinding({ test: null }), none));
  });
});

describe('linesOfSources', () => {
  test('when a file is asked for twice, it is read once, also where it is not there', () => {
    const asked: string[] = [];
    const lines = linesOfSources((file) => {
      asked.push(file);
      return file === 'a' ? 'one\r\ntwo\n' : undefined;
    });
    expect([lines('a'), lines('a'), lines('b'), lines('b')]).toStrictEqual([
      ['one', 'two', ''],
      ['one', 'two', ''],
      undefined,
      undefined,
    ]);
    expect(asked).toStrictEqual(['a', 'b']);
  });
});
