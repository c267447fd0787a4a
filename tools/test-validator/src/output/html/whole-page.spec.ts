import { createHash } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { historyEntry } from '../../report/history.ts';
import type { Report } from '../../report/report.ts';
import { aDependency, aFinding, anOperation, aReport, aService, aTest } from '../../testing/a-report.ts';
import { type HtmlOptions, renderHtml } from './render-html.ts';

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
    expect(renderHtml(report, options)).toContain('&#38;lt;b&#38;gt;');
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

  test('when its tags are counted, each is closed where it was opened', () => {
    const open: string[] = [];
    const misplaced: string[] = [];
    for (const [, slash, name = '', end] of page.matchAll(/<(\/?)([a-z]\w*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
      if (['meta', 'input', 'br'].includes(name) || end === '/') continue;
      if (slash !== '/') open.push(name);
      else if (open.pop() !== name) misplaced.push(name);
    }
    expect(open).toStrictEqual([]);
    expect(misplaced).toStrictEqual([]);
    expect(page).toMatch(/<\/body>\s*<\/html>\s*$/);
  });

  test('when it is navigated, every part has its name and its link, in the order of the parts', () => {
    const links = [...page.matchAll(/<a href="#(\w+)">(\w+)<\/a>/g)].map(([, id, name]) => [id, name]);
    expect(links).toStrictEqual([
      ['services', 'Services'],
      ['trend', 'Trend'],
      ['boundaries', 'Boundaries'],
      ['findings', 'Findings'],
      ['tests', 'Tests'],
      ['notes', 'Notes'],
    ]);
    expect([...page.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id)).toStrictEqual(links.map(([id]) => id));
  });

  test('when tables scroll, they can be reached by keyboard and have names', () => {
    const regions = [
      ...page.matchAll(/<div class="scroll" role="region" aria-label="([^"]+)" tabindex="0">/g),
    ];
    expect(regions.map(([, label]) => label)).toStrictEqual([
      'Scores of services',
      'Chart of scores',
      'Scores by run',
      'What is covered: Operation',
      'What is covered: Dependency',
      'Suppressed findings',
      'Tests that are real',
    ]);
    expect(page.match(/<table/g)).toHaveLength(regions.length - 1);
  });

  test('when the reader prefers the dark, the page is dark', () => {
    expect(page).toMatch(/@media \(prefers-color-scheme: dark\) \{\s*:root \{/);
  });

  test('when scripts are off, all findings are shown and the form is not', () => {
    expect(page).toMatch(/<form id="filter" hidden>/);
    expect(page).not.toMatch(/<li[^>]* hidden/);
  });
});
