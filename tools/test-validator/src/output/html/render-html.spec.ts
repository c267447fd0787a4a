import { createHash } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { historyEntry } from '../../report/history.ts';
import type { Report } from '../../report/report.ts';
import { aDependency, aFinding, anOperation, aReport, aService, aTest } from '../../testing/a-report.ts';
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

/** A report in which every text is the given one. */
function aReportOf(text: string): { report: Report; options: HtmlOptions } {
  const reference = { file: text, line: 3, title: text };
  const cell = { covered: true, tests: [reference] };
  const report = aReport({
    tool: { name: 'test-validator', version: text },
    startedAt: text,
    tests: [aTest({ file: text, title: text, suite: [text], rules: [text], service: text })],
    findings: [
      aFinding({ rule: text, file: text, test: text, message: text }),
      aFinding({ rule: text, file: text, suppressed: { by: 'comment', reason: text } }),
    ],
    services: [
      aService({
        name: text,
        root: text,
        operations: [anOperation({ name: text, file: text, success: cell })],
        dependencies: [aDependency({ name: text, file: text, up: cell })],
      }),
    ],
    notes: [{ file: text, message: text }],
  });
  const entry = historyEntry(report, text);
  return {
    report,
    options: {
      readSource: () => `${text}\n${text}\n${text}\n${text}`,
      rules: [{ id: text, name: text, severity: 'error', summary: text }],
      history: [entry, entry],
    },
  };
}

/** The tags of a page with the values of their attributes left out. */
const tagsOf = (page: string): string[] =>
  (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, '=""').replace(/\s+/g, ' '));

describe('a page with hostile text', () => {
  test.each([
    '</script><img src=x onerror=alert(1)>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '"onfocus="alert(1)" autofocus="',
    '</style><style>*{display:none}</style>',
    '</pre></textarea></title><!--',
    ']]><script>alert(1)</script>',
    '&lt;script&gt;&#60;script&#62;',
    '${alert(1)}`',
    'javascript:alert(1)//\u2028\u0000',
  ])('when every text is %j, the page has the tags of a harmless one', (text) => {
    const harmless = aReportOf('harmless');
    const hostile = aReportOf(text);
    expect(tagsOf(renderHtml(hostile.report, hostile.options))).toStrictEqual(
      tagsOf(renderHtml(harmless.report, harmless.options)),
    );
  });

  test('when a text looks escaped already, it is shown as it was', () => {
    const { report, options } = aReportOf('&lt;b&gt;');
    expect(textOf(renderHtml(report, options))).toContain('&lt;b&gt;');
  });
});

describe('a page by itself', () => {
  const { report, options } = aReportOf('x');
  const page = renderHtml(report, options);

  test('when it is opened, nothing is loaded from elsewhere', () => {
    expect(page).not.toMatch(
      /\b(?:src|href|action|data)\s*=\s*"(?!#)|url\(|@import|<(?:link|iframe|object|embed|base)\b/,
    );
  });

  test('when its policy names a script, it is the one on the page, to the letter', () => {
    const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => script);
    expect(scripts).toHaveLength(1);
    const sum = createHash('sha256').update(scripts.join('')).digest('base64');
    const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(policy?.split('; ')).toStrictEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      `script-src 'sha256-${sum}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test('when it is read aloud, it has a language, landmarks, and a name for every part', () => {
    expect(page).toContain('<html lang="en">');
    expect(page).toMatch(/<meta charset="utf-8" ?\/?>/);
    for (const landmark of ['header', 'nav', 'main', 'footer'])
      expect(page).toMatch(new RegExp(`<${landmark}[ >]`));
    const named = [...page.matchAll(/aria-labelledby="([^"]+)"/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !page.includes(`id="${id}"`))).toStrictEqual([]);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.includes(id))).toStrictEqual([]);
  });

  test('when the reader prefers the dark, the page is dark', () => {
    expect(page).toMatch(/@media \(prefers-color-scheme: dark\) \{\s*:root \{/);
  });

  test('when scripts are off, all findings are shown and the form is not', () => {
    expect(page).toMatch(/<form id="filter" hidden>/);
    expect(page).not.toMatch(/<li[^>]* hidden/);
  });
});

describe('the parts of the page', () => {
  test('when nothing was read, there are no empty parts', () => {
    const page = render(aReport());
    expect([...page.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id)).toStrictEqual(['findings']);
    expect(textOf(page, 'findings')).toBe('Findings Nothing was found.');
    expect(page).not.toContain('id="filter"');
    expect(page).not.toContain('class="bar"');
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
      'audio libs/audio 60 provisional 95 % 90 % – 12 1 0 0 0 cache libs/cache 92.5 95 % 90 % 92 % 12 1 0 0 0',
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
    expect(page).toMatch(/<details open>\s*<summary>\s*<strong>cache/);
    expect(page).toMatch(/<details>\s*<summary>\s*<strong>whole/);
  });

  test('when a cell has many tests, twenty are named', () => {
    const tests = Array.from({ length: 22 }, (_, line) => ({ file: 'a.ts', line, title: `test ${line}` }));
    const services = [aService({ operations: [anOperation({ success: { covered: true, tests } })] })];
    const text = textOf(render(aReport({ services })), 'boundaries');
    expect(text).toContain('test 19 a.ts:19 … and 2 more');
    expect(text).not.toContain('test 20');
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
    const whole = render(report);
    expect(whole).not.toContain('see the JSON');
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
    ];
    expect(textOf(render(aReport({ tests })), 'tests')).toBe(
      'Tests by verdict 1 hollow Test Rules Service cart › h src/cart.spec.ts:3 ' +
        '1 weak Test Rules Service w src/cart.spec.ts:3 HT025, HT026 cache ' +
        '1 real Test Rules Service cart › adds src/cart.spec.ts:3',
    );
  });

  test('when there are notes, they are listed with their files', () => {
    const notes = [
      { file: 'a.ts', message: 'Expected `)`' },
      { file: null, message: 'No tsconfig.' },
    ];
    expect(textOf(render(aReport({ notes })), 'notes')).toBe('Notes a.ts Expected `)` No tsconfig.');
  });
});
