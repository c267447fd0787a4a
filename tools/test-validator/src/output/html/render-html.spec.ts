import { describe, expect, test } from '@jest/globals';

import type { Report } from '../../report/report.ts';
import { aFinding, anOperation, aReport, aService, aTest } from '../../testing/a-report.ts';
import { type HtmlOptions, renderHtml } from './render-html.ts';

const source = "describe('cart', () => {\n  const sum = 0;\n  it('adds', () => {\n    add(1);\n  });\n});\n";
const render = (report: Report, options: Partial<HtmlOptions> = {}): string =>
  renderHtml(report, { readSource: () => source, rules: [], ...options });

/** What is read of a part of the page, on one line. */
const textOf = (page: string, id?: string): string => {
  const part =
    id === undefined
      ? page
      : (page.split(`<section aria-labelledby="${id}">`)[1]?.split('</section>')[0] ?? '');
  return part
    .replace(/<(style|script)>[^]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();
};

describe('the parts of the page', () => {
  test('when nothing was read, there are no empty parts', () => {
    const page = render(aReport());
    expect([...page.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id)).toStrictEqual(['findings']);
    expect(textOf(page, 'findings')).toBe('Findings Nothing was found.');
    expect(page).not.toContain('id="filter"');
    expect(page).not.toContain('class="bar"');
    expect(page.match(/<a href="#/g)).toHaveLength(1);
    expect(page.match(/<section/g)).toHaveLength(1);
  });

  test('when a run ended, its figures come first', () => {
    const report = aReport({
      tests: [aTest(), aTest({ verdict: 'hollow' })],
      findings: [aFinding(), aFinding({ suppressed: { by: 'baseline', reason: 'known' } })],
      services: [aService(), aService({ name: 'job', score: 40 })],
      modes: { static: true, run: true, mutate: true },
    });
    const text = textOf(render(report).split('</header>')[0] ?? '');
    expect(text).toContain('2026-01-31 12:00 UTC · the tests were read, run and tried on broken code');
    expect(text).toContain('Mean score 66.2 2 services Worst service 40 job Tests 2 in 1 file, 0.84 s');
    expect(text).toContain('Findings 1 1 error; 1 suppressed by the baseline 1 real 1 hollow');
    expect(textOf(render(aReport()))).toContain('· the tests were read Tests 0');
  });

  test('when services have scores, they are listed, the lowest first, with what is provisional', () => {
    const services = [
      aService(),
      aService({ name: 'audio', root: 'libs/audio', score: 60, isProvisional: true, kill: null }),
    ];
    expect(textOf(render(aReport({ services })), 'services')).toContain(
      'Services Service Score Integrity Boundary Kill real weak hollow placeholder skipped audio libs/audio 60 provisional 95 % 90 % – 12 1 0 0 0 cache libs/cache 92.5 95 % 90 % 92 % 12 1 0 0 0',
    );
  });

  test('when boundaries have gaps, they are unfolded, and cells name their tests', () => {
    const services = [
      aService({
        operations: [
          anOperation({ failure: null, mutants: { total: 3, killed: 2 } }),
          anOperation({ name: 'b' }),
        ],
      }),
      aService({ name: 'whole', score: 99, operations: [anOperation({ failure: null })], dependencies: [] }),
      aService({ name: 'empty', operations: [], dependencies: [] }),
    ];
    const page = render(aReport({ services }));
    expect(textOf(page, 'boundaries')).toBe(
      'Boundaries cache : 3 of 5 cells covered Operation Success Failure Mutants killed ' +
        'createCache libs/cache/src/create-cache.ts:10 ✔ covered by 1 test cart › adds src/cart.spec.ts:3 · nothing to cover 2 of 3 ' +
        'b libs/cache/src/create-cache.ts:10 ✔ covered by 1 test cart › adds src/cart.spec.ts:3 ✘ not covered – ' +
        'Dependency Up Down Store libs/cache/src/store.ts:4 ✔ covered by 1 test cart › adds src/cart.spec.ts:3 ✘ not covered ' +
        'whole : 1 of 1 cell covered Operation Success Failure createCache libs/cache/src/create-cache.ts:10 ' +
        '✔ covered by 1 test cart › adds src/cart.spec.ts:3 · nothing to cover',
    );
    const grades = [...page.matchAll(/<span class="(\w+)"><span aria-hidden="true">(.)</g)];
    expect(new Set(grades.map(([, grade, sign]) => `${sign} ${grade}`))).toStrictEqual(
      new Set(['✔ good', '✘ poor', '· muted']),
    );
    expect(page).toMatch(/<details open>\s*<summary>\s*<strong>cache/);
    expect(page).toMatch(/<details>\s*<summary>\s*<strong>whole/);
  });

  test('when a cell has many tests, twenty are named', () => {
    const tests = Array.from({ length: 22 }, (_, line) => ({ file: 'a.ts', line, title: `test ${line}` }));
    const services = [aService({ operations: [anOperation({ success: { covered: true, tests } })] })];
    const text = textOf(render(aReport({ services })), 'boundaries');
    expect(text).toContain('test 19 a.ts:19 … and 2 more');
    expect(text).not.toContain('test 20');
    const success = { covered: true, tests: tests.slice(0, 20) };
    expect(
      render(aReport({ services: [aService({ operations: [anOperation({ success })] })] })),
    ).not.toContain('more');
  });

  test('when there are findings, the worst come first with rule, place, test, message and code', () => {
    const rules = [{ id: 'HT010', name: 'no oracle', severity: 'error', summary: 'x' }] as const;
    const findings = [
      aFinding({ severity: 'warning', test: null, rule: 'HT024', file: 'gone.ts' }),
      aFinding({ confidence: 'confirmed', endLine: 5 }),
      aFinding({ confidence: 'refuted', message: 'Wrong.' }),
    ];
    const page = render(aReport({ findings }), {
      rules,
      readSource: (file) => (file === 'gone.ts' ? undefined : source),
    });
    expect(textOf(page, 'findings')).toBe(
      'Findings Text Rule all HT010 no oracle HT024 Severity error warning information ' +
        'error HT010 no oracle · confirmed by running src/cart.spec.ts:3:3 cart › adds Nothing here can fail. ' +
        "2 const sum = 0; 3 it('adds', () => { 4 add(1); 5 }); " +
        'warning HT024 gone.ts:3:3 Nothing here can fail.',
    );
    expect(page).toContain('<b>3</b');
    expect(page.match(/<pre/g)).toHaveLength(1);
    expect(page.match(/class="title"/g)).toHaveLength(1);
    expect(page).toMatch(/<mark>it\(&#39;adds&#39;, \(\) =&#62; \{<\/mark>/);
    expect(page).toMatch(/<li class="finding error" data-rule="HT010" data-severity="error">/);
  });

  test('when there are more findings and tests than are shown, the others are counted', () => {
    const report = aReport({
      findings: [
        aFinding(),
        aFinding({ line: 9 }),
        ...[1, 2].map((line) => aFinding({ line, suppressed: { by: 'comment', reason: `r${line}` } })),
      ],
      tests: [aTest(), aTest(), aTest({ verdict: 'weak' })],
    });
    const page = render(report, { maxFindings: 1, maxTests: 1 });
    expect(page.match(/<li class="finding/g)).toHaveLength(1);
    expect(textOf(page, 'findings')).toMatch(
      /… and 1 more finding: see the JSON. 2 suppressed findings .* r1 … and 1 more: see the JSON.$/,
    );
    expect(textOf(page, 'tests')).toMatch(/2 real .*… and 1 more test: see the JSON.$/);
    expect(textOf(page, 'tests').match(/adds/g)).toHaveLength(2);
    expect(render(report, { maxFindings: 2, maxTests: 2 })).not.toContain('see the JSON');
    expect(render(report)).not.toContain('see the JSON');
  });

  test('when findings are suppressed, who and why stands below', () => {
    const findings = [aFinding({ suppressed: { by: 'comment', reason: 'a known gap' } })];
    expect(textOf(render(aReport({ findings })), 'findings')).toBe(
      'Findings Nothing was found. 1 suppressed finding Rule Place Suppressed by Reason HT010 src/cart.spec.ts:3 comment a known gap',
    );
  });

  test('when tests are listed, the hollow ones come first', () => {
    const tests = [
      aTest(),
      aTest({ verdict: 'weak', title: 'w', rules: ['HT025', 'HT026'], service: 'cache', suite: [] }),
      aTest({ verdict: 'hollow', title: 'h' }),
      aTest({ verdict: 'skipped', title: 's' }),
      aTest({ verdict: 'placeholder', title: 'p' }),
    ];
    expect(textOf(render(aReport({ tests })), 'tests')).toBe(
      'Tests by verdict 1 hollow Test Rules Service cart › h src/cart.spec.ts:3 ' +
        '1 weak Test Rules Service w src/cart.spec.ts:3 HT025, HT026 cache ' +
        '1 placeholder Test Rules Service cart › p src/cart.spec.ts:3 ' +
        '1 skipped Test Rules Service cart › s src/cart.spec.ts:3 ' +
        '1 real Test Rules Service cart › adds src/cart.spec.ts:3',
    );
  });

  test('when there are notes, they are listed with their files', () => {
    const notes = [
      { file: 'a.ts', message: 'Expected `)`' },
      { file: null, message: 'No tsconfig.' },
    ];
    const page = render(aReport({ notes }));
    expect(textOf(page, 'notes')).toBe('Notes a.ts Expected `)` No tsconfig.');
    expect(page.match(/<code/g)).toHaveLength(1);
  });
});
