import { describe, expect, test } from '@jest/globals';

import type { Report } from '../../report/report.ts';
import { aFinding, aReport } from '../../testing/a-report.ts';
import { displayWidth } from '../display-width.ts';
import { renderTerminal } from './render-terminal.ts';

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
    expect(render(aReport({ findings: findings.slice(0, 9) }))).toContain('lines 2, 3, 4, 5, 6, 7, 8, 9\n');
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
