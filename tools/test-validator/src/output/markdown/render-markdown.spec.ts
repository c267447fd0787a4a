import { describe, expect, test } from '@jest/globals';

import type { Report } from '../../report/report.ts';
import { aDependency, aFinding, anOperation, aReport, aService, aTest } from '../../testing/a-report.ts';
import { type MarkdownOptions, renderMarkdown } from './render-markdown.ts';

const passed = { passed: true, reasons: [] };
const render = (report: Report, options: Partial<MarkdownOptions> = {}): string =>
  renderMarkdown(report, { judgement: passed, ...options });

describe('renderMarkdown', () => {
  test('when a run passed with nothing found, the verdict and the totals are all', () => {
    expect(render(aReport({ tests: [aTest()] }))).toBe(
      '## ✅ Test validator: passed\n\n1 test (1 real); no findings.\n',
    );
  });

  test('when it failed, the reasons follow, at most twenty', () => {
    const reasons = Array.from({ length: 22 }, (_, index) => `Service s_${index} has no integration test.`);
    const lines = render(aReport(), { judgement: { passed: false, reasons } }).split('\n');
    expect(lines[0]).toBe('## ❌ Test validator: failed');
    expect(lines[2]).toBe('- Service s\\_0 has no integration test.');
    expect(lines.filter((line) => line.startsWith('- Service'))).toHaveLength(20);
    expect(lines).toContain('- … and 2 more reasons');
    const few = render(aReport(), { judgement: { passed: false, reasons: reasons.slice(0, 20) } });
    expect(few).not.toContain('more');
  });

  test('when there are findings, their places are given, and those that do not count are counted', () => {
    const findings = [
      aFinding({ severity: 'warning', test: null, message: 'Holds for | all.' }),
      aFinding({ confidence: 'confirmed', test: 'adds `1` @octocat' }),
      aFinding({ suppressed: { by: 'comment', reason: 'known' } }),
    ];
    expect(render(aReport({ findings })).split('\n').slice(2)).toStrictEqual([
      '0 tests (none); 1 error, 1 warning, 1 suppressed by comments.',
      '',
      '### Findings',
      '',
      '- **HT010** error, confirmed · `src/cart.spec.ts:3` · adds \\`1\\` @&#8203;octocat<br>Nothing here can fail.',
      '- **HT010** warning · `src/cart.spec.ts:3`<br>Holds for \\| all.',
      '',
    ]);
  });

  test('when there are many, the worst twenty are shown', () => {
    const findings = Array.from({ length: 25 }, (_, index) => aFinding({ line: index + 1 })).toReversed();
    const lines = render(aReport({ findings })).split('\n');
    expect(lines.filter((line) => line.startsWith('- **')).at(-1)).toContain('src/cart.spec.ts:20');
    expect(lines).toContain('… and 5 more.');
    expect(render(aReport({ findings }), { maxFindings: 25 })).not.toContain('more');
  });

  test('when titles and messages are very long, they are cut', () => {
    const finding = aFinding({ test: 't'.repeat(301), message: 'm'.repeat(300) });
    const shown = render(aReport({ findings: [finding] }));
    expect(shown).toContain(` ${'t'.repeat(300)}…<br>${'m'.repeat(300)}\n`);
  });

  test('when services have boundaries, scores are shown and the matrix is folded', () => {
    const services = [
      aService({
        operations: [anOperation({ name: 'get|set', failure: null })],
        dependencies: [aDependency({ up: { covered: true, tests: [] } })],
      }),
      aService({ name: 'empty', operations: [], dependencies: [] }),
    ];
    const [, , scores, matrix, ...rest] = render(aReport({ services })).split('\n\n');
    expect(scores).toMatch(/^\| Service \| Score \| Integrity/);
    expect([matrix, ...rest].join('\n\n').split('\n')).toStrictEqual([
      '<details>',
      '<summary>What is covered of each boundary</summary>',
      '',
      '| Operation of cache | Success | Failure |',
      '| --- | --- | --- |',
      '| get\\|set | ✔ 1 test | · |',
      '',
      '| Dependency of cache | Up | Down |',
      '| --- | --- | --- |',
      '| Store | ✔ | ✘ |',
      '',
      '</details>',
      '',
    ]);
  });

  test('when an earlier run is given, the scores are compared with it', () => {
    const services = [aService()];
    expect(render(aReport({ services }), { earlier: aReport({ services }) })).toContain('| 92.5 | = |');
  });

  test('when the matrix is too long for a comment, the rest stays', () => {
    const operations = Array.from({ length: 2000 }, (_, index) =>
      anOperation({ name: `operationWithALongName${index}` }),
    );
    const report = aReport({ services: [aService({ operations })], findings: [aFinding()] });
    const shown = render(report);
    expect(shown.length).toBeLessThan(2000);
    expect(shown).toContain('too long for a comment');
    expect(shown).toContain('### Findings');
  });
});
