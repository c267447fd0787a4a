import { describe, expect, test } from '@jest/globals';

import type { Finding } from '../report/report.ts';
import { aFinding } from '../testing/a-report.ts';
import { applySuppressions, type SourceComment } from './suppressions.ts';

const aComment = (line: number, text: string, endLine = line): SourceComment => ({ line, endLine, text });

/** Rule, line, and the reason where it is suppressed. */
const outcome = (findings: Finding[]): unknown[] =>
  findings.map(({ rule, line, suppressed }) => [rule, line, ...(suppressed ? [suppressed.reason] : [])]);

const apply = (findings: Finding[], ...comments: SourceComment[]): unknown[] =>
  outcome(applySuppressions(findings, () => comments));

const ignore = '// test-validator-ignore HT010 -- known';
const unused = (line: number): unknown[] => ['unused-suppression', line];

describe('applySuppressions', () => {
  test('when the comment stands on the line of the finding, the finding is suppressed with its reason', () => {
    const [suppressed] = applySuppressions([aFinding({ line: 7 })], () => [aComment(7, ignore)]);
    expect(suppressed).toStrictEqual({
      ...aFinding({ line: 7 }),
      suppressed: { by: 'comment', reason: 'known' },
    });
  });

  test('when it stands on the line before, as before a whole test, the finding is suppressed', () => {
    expect(apply([aFinding({ line: 7, endLine: 20 })], aComment(6, ignore))).toStrictEqual([
      ['HT010', 7, 'known'],
    ]);
  });

  test('when it ends on the line before, the finding is suppressed', () => {
    expect(apply([aFinding({ line: 7 })], aComment(4, ignore, 6))).toStrictEqual([['HT010', 7, 'known']]);
  });

  test('when it ends on the line of the finding, the finding is suppressed', () => {
    expect(apply([aFinding({ line: 7 })], aComment(5, ignore, 7))).toStrictEqual([['HT010', 7, 'known']]);
  });

  test('when it begins on the line of the finding, behind the code, the finding is suppressed', () => {
    expect(apply([aFinding({ line: 7 })], aComment(7, ignore, 9))).toStrictEqual([['HT010', 7, 'known']]);
  });

  test('when its own line needs it, the next one is not excused as well', () => {
    expect(apply([aFinding({ line: 7 }), aFinding({ line: 8 })], aComment(7, ignore))).toStrictEqual([
      ['HT010', 7, 'known'],
      ['HT010', 8],
    ]);
  });

  test('when other comments lie between it and the finding, the finding is suppressed', () => {
    const other = '// test-validator-ignore HT011 -- also known';
    const comments = [aComment(3, ignore), aComment(4, other), aComment(5, '/* more */', 6)];
    expect(apply([aFinding({ line: 7 }), aFinding({ line: 7, rule: 'HT011' })], ...comments)).toStrictEqual([
      ['HT010', 7, 'known'],
      ['HT011', 7, 'also known'],
    ]);
  });

  test('when the next line has a comment behind its code, the finding on it is suppressed', () => {
    const comments = [aComment(6, ignore), aComment(7, '// sum')];
    expect(apply([aFinding({ line: 7 }), aFinding({ line: 8 })], ...comments)).toStrictEqual([
      ['HT010', 7, 'known'],
      ['HT010', 8],
    ]);
  });

  test('when a comment ends before it begins, nothing hangs', () => {
    expect(apply([aFinding({ line: 9 })], aComment(6, ignore), aComment(7, '', 2))).toStrictEqual([
      ['HT010', 9],
      unused(6),
    ]);
  });

  test.each([
    ['two lines before', 5],
    ['after it', 8],
  ])('when it stands %s, the finding stays and the comment is unused', (_, line) => {
    expect(apply([aFinding({ line: 7 })], aComment(line, ignore))).toStrictEqual([
      ['HT010', 7],
      unused(line),
    ]);
  });

  test('when it names another rule, the finding stays', () => {
    expect(apply([aFinding({ line: 7, rule: 'HT011' })], aComment(7, ignore))).toStrictEqual([
      ['HT011', 7],
      unused(7),
    ]);
  });

  test('when it is for the next line, its own line is not meant', () => {
    const nextLine = aComment(7, '// test-validator-ignore-next-line HT010 -- known');
    expect(apply([aFinding({ line: 7 }), aFinding({ line: 8 })], nextLine)).toStrictEqual([
      ['HT010', 7],
      ['HT010', 8, 'known'],
    ]);
  });

  test('when it is for the file, all findings of its rules are suppressed, and those of other files are not', () => {
    const findings = [
      aFinding({ line: 1 }),
      aFinding({ line: 90 }),
      aFinding({ line: 5, file: 'src/z.spec.ts' }),
    ];
    const comment = aComment(50, '/* test-validator-ignore-file HT010 -- generated */');
    const comments = (file: string): SourceComment[] => (file === 'src/z.spec.ts' ? [] : [comment]);
    expect(outcome(applySuppressions(findings, comments))).toStrictEqual([
      ['HT010', 1, 'generated'],
      ['HT010', 90, 'generated'],
      ['HT010', 5],
    ]);
  });

  test('when a nearer comment excuses all that the one for the file would, the latter is unused', () => {
    const comments = [aComment(1, '/* test-validator-ignore-file HT010 -- all */'), aComment(7, ignore)];
    expect(apply([aFinding({ line: 7 })], ...comments)).toStrictEqual([['HT010', 7, 'known'], unused(1)]);
  });

  test('when it names several rules, each excuses its own, and one that is not needed is said', () => {
    const comment = aComment(7, '// test-validator-ignore HT010, HT011, HT024 -- known');
    const findings = applySuppressions([aFinding({ line: 7 }), aFinding({ line: 7, rule: 'HT024' })], () => [
      comment,
    ]);
    expect(outcome(findings)).toStrictEqual([['HT010', 7, 'known'], ['HT024', 7, 'known'], unused(7)]);
    expect(findings[2]).toStrictEqual({
      rule: 'unused-suppression',
      severity: 'information',
      file: 'src/cart.spec.ts',
      line: 7,
      endLine: 7,
      column: 1,
      test: null,
      message: 'Nothing here needs the suppression of HT011: remove it.',
      confidence: 'static',
    });
  });

  test('when no reason is given, nothing is suppressed, and that is an error', () => {
    const findings = applySuppressions([aFinding({ line: 7 })], () => [
      aComment(7, '// test-validator-ignore HT010'),
    ]);
    expect(findings).toStrictEqual([
      aFinding({
        rule: 'suppression-reason',
        line: 7,
        endLine: 7,
        column: 1,
        test: null,
        message:
          'This suppression gives no reason, so it suppresses nothing. Write: test-validator-ignore HT010 -- why',
      }),
      aFinding({ line: 7 }),
    ]);
  });

  test('when no reason is given beside one who gives it, the latter suppresses', () => {
    const comments = [
      aComment(7, '// test-validator-ignore HT010'),
      aComment(1, '/* test-validator-ignore-file HT010 -- known */'),
    ];
    expect(apply([aFinding({ line: 7 })], ...comments)).toStrictEqual([
      ['suppression-reason', 7],
      ['HT010', 7, 'known'],
    ]);
  });

  test('when no rule is named, nothing is suppressed, and that is an error', () => {
    const comment = aComment(7, '// test-validator-ignore -- why');
    const [error, finding] = applySuppressions([aFinding({ line: 7 })], () => [comment]);
    expect(error).toMatchObject({ rule: 'suppression-reason', severity: 'error' });
    expect(error?.message).toBe(
      'This suppression names no rule, so it suppresses nothing. Write: test-validator-ignore HT010 -- why',
    );
    expect(finding).not.toHaveProperty('suppressed');
  });

  test('when a file without findings has a comment, it is unused if the file is named', () => {
    const comments = (): SourceComment[] => [aComment(3, ignore)];
    const findings = applySuppressions([], comments, { files: ['src/clean.spec.ts'] });
    expect(findings).toMatchObject([{ rule: 'unused-suppression', file: 'src/clean.spec.ts', line: 3 }]);
    expect(applySuppressions([], comments)).toStrictEqual([]);
  });

  test('when the run did not look for a rule, its comment is not called unused', () => {
    const comments = (): SourceComment[] => [aComment(3, '// test-validator-ignore HT063, HT010 -- known')];
    const findings = applySuppressions([], comments, {
      files: ['src/clean.spec.ts'],
      wasChecked: (rule) => rule !== 'HT063',
    });
    expect(findings.map(({ message }) => message)).toStrictEqual([
      'Nothing here needs the suppression of HT010: remove it.',
    ]);
  });

  test('when findings and comments lie in several files, the result is sorted, worst first', () => {
    const findings = [aFinding({ severity: 'warning', file: 'a' }), aFinding({ file: 'b' })];
    expect(applySuppressions(findings, () => [])).toStrictEqual(findings.toReversed());
  });
});
