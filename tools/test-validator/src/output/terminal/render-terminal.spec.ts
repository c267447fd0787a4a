import { stripVTControlCharacters } from 'node:util';

import { describe, expect, test } from '@jest/globals';

import type { Report } from '../../report/report.ts';
import { aDependency, aFinding, anOperation, aReport, aService, aTest } from '../../testing/a-report.ts';
import { renderJudgement, renderTerminal } from './render-terminal.ts';

const source = "describe('cart', () => {\n  const sum = 0;\n  it('adds', () => {\n    add(1);\n  });\n});\n";
const render = (report: Report, options: Partial<Parameters<typeof renderTerminal>[1]> = {}): string =>
  renderTerminal(report, { color: false, width: 100, readSource: () => source, ...options });

describe('totals and notes on a terminal', () => {
  test('when a run ends, its figures come last', () => {
    const report = aReport({
      tests: [aTest(), aTest({ verdict: 'hollow' })],
      services: [
        aService({ operations: [], dependencies: [] }),
        aService({ name: 'job', score: 40.25, operations: [], dependencies: [] }),
      ],
      notes: [
        { file: 'a.ts', message: 'Expected `)`' },
        { file: null, message: 'No tsconfig.' },
      ],
    });
    expect(render(report).split('\n\n').slice(1)).toStrictEqual([
      'Notes\n  - a.ts: Expected `)`\n  - No tsconfig.',
      [
        'Tests     2 in 1 file: 1 real, 1 hollow',
        'Findings  no findings',
        'Score     mean 66.3, worst job 40.2',
        'Time      0.84 s\n',
      ].join('\n'),
    ]);
  });

  test('when there was nothing to read, that is said', () => {
    expect(render(aReport())).toBe('Tests     none in 0 files\nFindings  no findings\nTime      0.84 s\n');
  });

  test('when there are many notes, twenty are shown, each wrapped', () => {
    const notes = Array.from({ length: 23 }, () => ({ file: null, message: 'note '.repeat(12).trim() }));
    const shown = render(aReport({ notes }), { width: 40 });
    expect(shown.match(/^ {2}- note/gm)).toHaveLength(20);
    expect(shown.match(/^ {4}note/gm)).toHaveLength(20);
    expect(shown).toContain('\n  … and 3 more notes, see --json\n');
    expect(render(aReport({ notes: notes.slice(0, 20) }))).not.toContain('more');
  });
});

describe('colours on a terminal', () => {
  const report = aReport({
    findings: [aFinding()],
    services: [aService()],
    notes: [{ file: null, message: 'x' }],
  });

  test('when they are wanted, the text is the same with colours', () => {
    const colored = render(report, { color: true });
    expect(colored).toContain('\u001b[31m');
    expect(stripVTControlCharacters(colored)).toBe(render(report));
  });

  test.each([
    ['an error', 31, aReport({ findings: [aFinding()] }), '✖ HT010'],
    ['a warning', 33, aReport({ findings: [aFinding({ severity: 'warning' })] }), '▲ HT010'],
    ['information', 34, aReport({ findings: [aFinding({ severity: 'information' })] }), '● HT010'],
    ['a good score', 32, aReport({ services: [aService({ score: 95 })] }), '95'],
    ['a fair score', 33, aReport({ services: [aService({ score: 75 })] }), '75'],
    ['a poor score', 31, aReport({ services: [aService({ score: 15 })] }), '15'],
    ['what is covered', 32, aReport({ services: [aService()] }), '✔'],
    ['what is not', 31, aReport({ services: [aService()] }), '✘'],
  ])('when %s is shown, it has its colour', (_, code, shown, text) => {
    expect(render(shown, { color: true })).toContain(`\u001b[${code}m${text}`);
  });

  test('when they are not, there is no control character', () => {
    expect(render(report)).not.toContain('\u001b');
  });
});

describe('hostile text on a terminal', () => {
  const hostile = '\u001b]0;owned\u0007\u202e\r::error::gone';
  const report = aReport({
    findings: [
      aFinding({ file: hostile, message: `::add-mask::a ${hostile}`, test: hostile, rule: hostile }),
    ],
    services: [
      aService({
        name: hostile,
        operations: [anOperation({ name: hostile })],
        dependencies: [aDependency({ name: hostile })],
      }),
    ],
    notes: [{ file: hostile, message: hostile }],
  });

  test('when titles, names and messages have controls, none reaches the terminal', () => {
    expect(render(report, { readSource: () => hostile.repeat(9) })).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });

  test('when a name or message would be a command of the CI, its line does not begin with it', () => {
    const command = aFinding({ file: '::error::a', message: '::stop-commands::x' });
    const shown = render(aReport({ findings: [command] }));
    expect(shown).toContain('::stop-commands::x');
    expect(shown).not.toMatch(/^\s*::/m);
  });
});

describe('renderJudgement', () => {
  test('when a run passed, that is all', () => {
    expect(renderJudgement({ passed: true, reasons: [] }, { color: false })).toBe('Passed\n');
  });

  test('when it failed, the reasons follow, without controls', () => {
    const judgement = { passed: false, reasons: ['There is 1 error.', 'Service \u001b x'] };
    expect(renderJudgement(judgement, { color: false })).toBe(
      'Failed\n  - There is 1 error.\n  - Service ␛ x\n',
    );
    expect(renderJudgement(judgement, { color: true })).toContain('\u001b[31mFailed');
    expect(renderJudgement({ passed: true, reasons: [] }, { color: true })).toContain('\u001b[32mPassed');
  });
});
