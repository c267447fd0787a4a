import { describe, expect, test } from '@jest/globals';

import { aFinding, aReport, aTest } from '../../testing/a-report.ts';
import { renderAnnotations } from './render-annotations.ts';

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe('renderAnnotations', () => {
  test('when a finding has one line, it is marked with its column, and a notice sums up', () => {
    const report = aReport({ findings: [aFinding()], tests: [aTest()] });
    expect(renderAnnotations(report)).toBe(
      '::error file=src/cart.spec.ts,line=3,endLine=3,col=3,title=HT010%3A cart › adds::Nothing here can fail.\n' +
        '::notice title=test-validator::1 error in 1 test\n',
    );
  });

  test('when it has several lines or no test, there is no column and no test', () => {
    const finding = aFinding({ severity: 'warning', endLine: 5, test: null });
    expect(linesOf(renderAnnotations(aReport({ findings: [finding] })))[0]).toBe(
      '::warning file=src/cart.spec.ts,line=3,endLine=5,title=HT010::Nothing here can fail.',
    );
  });

  test('when the project is a folder of the repository, paths begin there', () => {
    const report = aReport({ findings: [aFinding()] });
    expect(renderAnnotations(report, { folder: 'apps/shop/' })).toContain('file=apps/shop/src/cart.spec.ts,');
  });

  test('when there are many, the ten worst of each kind are marked and the others counted', () => {
    const many = (severity: 'error' | 'warning', length: number): ReturnType<typeof aFinding>[] =>
      Array.from({ length }, (_, index) => aFinding({ severity, line: index + 1 })).toReversed();
    const findings = [...many('warning', 12), ...many('error', 11), aFinding({ severity: 'information' })];
    const lines = linesOf(renderAnnotations(aReport({ findings })));
    expect(lines.map((line) => line.replace(/^::(\w+) (?:.*?,line=(\d+))?.*/, '$1 $2'))).toStrictEqual([
      ...Array.from({ length: 10 }, (_, index) => `error ${index + 1}`),
      ...Array.from({ length: 10 }, (_, index) => `warning ${index + 1}`),
      'notice ',
    ]);
    expect(lines.at(-1)).toMatch(/::11 errors, 12 warnings, 1 information in 0 tests; 4 not shown here$/);
  });

  test('when findings are suppressed or refuted, they are not marked', () => {
    const findings = [
      aFinding({ suppressed: { by: 'comment', reason: 'known' } }),
      aFinding({ confidence: 'refuted' }),
    ];
    expect(renderAnnotations(aReport({ findings }))).toBe(
      '::notice title=test-validator::no findings in 0 tests\n',
    );
  });

  test('when texts have signs that the runner reads, they are escaped', () => {
    const finding = aFinding({
      file: 'a,b:100%.ts',
      test: 'is 50%, or: so',
      message: 'Keeps : and , but not %0A\r\n::error::gone',
    });
    expect(linesOf(renderAnnotations(aReport({ findings: [finding] })))).toStrictEqual([
      '::error file=a%2Cb%3A100%25.ts,line=3,endLine=3,col=3,title=HT010%3A is 50%25%2C or%3A so::Keeps : and , but not %250A ::error::gone',
      '::notice title=test-validator::1 error in 0 tests',
    ]);
  });

  test('when a path has ends of lines, it stays one command', () => {
    const finding = aFinding({ file: 'a\r\n::error::b' });
    expect(renderAnnotations(aReport({ findings: [finding] }))).toContain(
      'file=a%0D%0A%3A%3Aerror%3A%3Ab,line',
    );
  });
});
