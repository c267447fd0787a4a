import { stripVTControlCharacters } from 'node:util';

import { describe, expect, test } from '@jest/globals';

import type { Report } from '../../report/report.ts';
import { aDependency, aFinding, anOperation, aReport, aService, aTest } from '../../testing/a-report.ts';
import { displayWidth } from '../display-width.ts';
import { renderJudgement, renderTerminal } from './render-terminal.ts';

const source = "describe('cart', () => {\n  const sum = 0;\n  it('adds', () => {\n    add(1);\n  });\n});\n";
const render = (report: Report, options: Partial<Parameters<typeof renderTerminal>[1]> = {}): string =>
  renderTerminal(report, { color: false, width: 100, readSource: () => source, ...options });

describe('findings on a terminal', () => {
  test('when there is one, its place, test, message and code are shown', () => {
    expect(
      render(aReport({ findings: [aFinding({ endLine: 5 })] }))
        .split('\n')
        .slice(0, 10),
    ).toStrictEqual([
      '1 error',
      '',
      'src/cart.spec.ts',
      '  ✖ HT010 3:3  cart › adds',
      '    Nothing here can fail.',
      '      2 │   const sum = 0;',
      "    > 3 │   it('adds', () => {",
      '        │   ^~~~~~~~~~~~~~~~~~',
      '      4 │     add(1);',
      '      5 │   });',
    ]);
  });

  test('when they differ in severity and file, the worst come first, each file named once in its section', () => {
    const findings = [
      aFinding({ severity: 'information', file: 'a.ts' }),
      aFinding({ severity: 'warning', file: 'b.ts', test: null }),
      aFinding({ file: 'b.ts', confidence: 'confirmed' }),
      aFinding({ file: 'b.ts', line: 9, rule: 'HT024' }),
      aFinding({ file: 'b.ts', severity: 'warning', line: 4 }),
    ];
    const shown = render(aReport({ findings }), { readSource: () => undefined }).split('\nTests ')[0];
    expect(shown?.split('\n')).toStrictEqual([
      '2 errors',
      '',
      'b.ts',
      '  ✖ HT010 3:3 confirmed  cart › adds',
      '    Nothing here can fail.',
      '',
      '  ✖ HT024 9:3  cart › adds',
      '    Nothing here can fail.',
      '',
      '2 warnings',
      '',
      'b.ts',
      '  ▲ HT010 3:3',
      '    Nothing here can fail.',
      '    the same at line 4',
      '',
      '1 information',
      '',
      'a.ts',
      '  ● HT010 3:3  cart › adds',
      '    Nothing here can fail.',
      '',
    ]);
  });

  test('when many say the same, eight further places are named', () => {
    const findings = Array.from({ length: 12 }, (_, index) => aFinding({ line: index + 1 }));
    expect(render(aReport({ findings }))).toContain('the same at lines 2, 3, 4, 5, 6, 7, 8, 9 and 3 more\n');
  });

  test('when there are a thousand, fifty are shown and the others are counted', () => {
    const findings = Array.from({ length: 1000 }, (_, index) => aFinding({ file: `${index}.ts` }));
    const shown = render(aReport({ findings }));
    expect(shown.match(/✖/g)).toHaveLength(50);
    expect(shown).toContain('\n\n… and 950 more findings, see --json\n\n');
    expect(shown).toContain('1000 errors');
    expect(render(aReport({ findings: findings.slice(0, 2) }), { maxFindings: 1 })).toContain(
      '… and 1 more finding,',
    );
    expect(render(aReport({ findings: findings.slice(0, 2) }))).not.toContain('more');
  });

  test('when they are suppressed or refuted, they are counted and not shown', () => {
    const findings = [
      aFinding({ suppressed: { by: 'comment', reason: 'known' } }),
      aFinding({ confidence: 'refuted' }),
    ];
    const shown = render(aReport({ findings }));
    expect(shown).not.toContain('HT010');
    expect(shown).toContain('Findings  no findings; 1 suppressed by comments; 1 refuted by running\n');
  });

  test('when a message is long, it is wrapped, and the title and the code are cut to the width', () => {
    const finding = aFinding({ message: 'word '.repeat(40).trim(), test: 'title '.repeat(30) });
    const lines = render(aReport({ findings: [finding] }), {
      width: 60,
      readSource: () => `\n\n${'x'.repeat(100)}\n`,
    }).split('\n');
    expect(Math.max(...lines.slice(0, 12).map(displayWidth))).toBe(60);
    expect(lines.filter((line) => /^ {4}word/.test(line))).toHaveLength(4);
    expect(lines.find((line) => line.includes('HT010'))).toMatch(/title ti…$/);
    expect(lines.find((line) => line.includes('> 3'))).toMatch(/x…$/);
    expect(lines.find((line) => line.includes('^'))).toMatch(/^ {8}│ {3}\^~+$/);
  });

  test('when wide letters stand before the finding, the caret is below it', () => {
    const finding = aFinding({ line: 1, endLine: 1, column: 7 });
    const lines = render(aReport({ findings: [finding] }), { readSource: () => "t('日本', add);" }).split(
      '\n',
    );
    const [code = '', caret = ''] = lines.slice(5);
    expect(displayWidth(code.slice(0, code.indexOf(' add')))).toBe(caret.indexOf('^') + 1);
  });
});

describe('services on a terminal', () => {
  const services = [
    aService(),
    aService({
      name: 'audio',
      ...{ score: 61.25, isProvisional: true, integrity: 0.8, boundary: 0.469, kill: null },
      operations: [
        anOperation({ name: 'speak', success: { covered: true, tests: [] }, failure: null }),
        anOperation({ name: 'hush' }),
      ],
      dependencies: [aDependency({ name: 'Voice', up: { covered: false, tests: [] } })],
    }),
    aService({ name: 'empty', score: 0, operations: [], dependencies: [] }),
  ];

  test('when there are some, the lowest score comes first, and a provisional one says so', () => {
    const shown = render(aReport({ services })).split('\n');
    expect(shown.slice(0, 4)).toStrictEqual([
      'Service  Score             Integrity  Boundary  Kill  Integration tests',
      'empty    0                 95 %       90 %      92 %  12 real, 1 weak',
      'audio    61.2 provisional  80 %       46 %      –     12 real, 1 weak',
      'cache    92.5              95 %       90 %      92 %  12 real, 1 weak',
    ]);
  });

  test('when there is no room for the tests, the other columns are shown', () => {
    expect(render(aReport({ services }), { width: 60 }).split('\n')[0]).toBe(
      'Service  Score             Integrity  Boundary  Kill',
    );
  });

  test('when they have boundaries, gaps come first and the signs are explained', () => {
    const shown = render(aReport({ services })).split('\n\n')[1];
    expect(shown?.split('\n')).toStrictEqual([
      'Boundary of audio',
      '  operations',
      '    ✔✘ hush   ✔· speak',
      '  dependencies',
      '    ✘✘ Voice',
      'Boundary of cache',
      '  operations',
      '    ✔✘ createCache',
      '  dependencies',
      '    ✔✘ Store',
      '  operations: success, failure; dependencies: up, down; ✔ covered, ✘ not, · nothing to cover',
    ]);
  });

  test('when there are many operations, as many stand on a line as fit', () => {
    const operations = Array.from({ length: 5 }, (_, index) => anOperation({ name: `operation${index}` }));
    const lines = render(aReport({ services: [aService({ operations, dependencies: [] })] }), {
      width: 40,
    }).split('\n');
    const first = lines.indexOf('  operations') + 1;
    expect(lines.slice(first, first + 3)).toStrictEqual([
      '    ✔✘ operation0  ✔✘ operation1',
      '    ✔✘ operation2  ✔✘ operation3',
      '    ✔✘ operation4',
    ]);
  });

  test('when a name is too long for a line, it is cut', () => {
    const operations = [anOperation({ name: 'n'.repeat(90) })];
    const shown = render(aReport({ services: [aService({ operations, dependencies: [] })] }), { width: 40 });
    expect(shown).toContain(`\n    ✔✘ ${'n'.repeat(32)}…\n`);
  });

  test('when there is none, there is no table', () => {
    expect(render(aReport())).not.toMatch(/Service|Boundary|Score/);
  });
});

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
  });
});
