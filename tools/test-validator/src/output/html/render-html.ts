import { createHash } from 'node:crypto';

import type { HistoryEntry } from '../../report/history.ts';
import type { Report } from '../../report/report.ts';
import type { RuleInfo } from '../../report/rule-info.ts';
import { linesOfSources, type ReadSource } from '../../report/source-lines.ts';
import { listed } from '../counted.ts';
import { filterScript } from './filter-script.ts';
import { findingsSection } from './findings-section.ts';
import { html, type Html, nothing, trusted } from './html.ts';
import { overview } from './overview.ts';
import { matrixSection, servicesSection } from './services-section.ts';
import { style } from './style.ts';
import { testsSection } from './tests-section.ts';
import { trendSection } from './trend-section.ts';

export interface HtmlOptions {
  readSource: ReadSource;
  /** For the rules' names. */
  rules: readonly RuleInfo[];
  /** Earlier runs and this one, oldest first. @default none */
  history?: readonly HistoryEntry[];
  /** @default 500 */
  maxFindings?: number;
  /** Of each verdict. @default 500 */
  maxTests?: number;
}

/** The report as one page that needs no other file and no network. */
export function renderHtml(report: Report, options: HtmlOptions): string {
  const { readSource, rules, history = [], maxFindings = 500, maxTests = 500 } = options;
  const sections: [id: string, name: string, section: Html][] = [
    ['services', 'Services', servicesSection(report)],
    ['trend', 'Trend', trendSection(history)],
    ['boundaries', 'Boundaries', matrixSection(report)],
    [
      'findings',
      'Findings',
      findingsSection(report, { rules, sourceLines: linesOfSources(readSource), maxFindings }),
    ],
    ['tests', 'Tests', testsSection(report, { maxTests })],
    ['notes', 'Notes', notesSection(report)],
  ];
  const filled = sections.filter(([, , section]) => section !== nothing);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${securityPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Test validator</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#findings">To the findings</a>
        <header>
          <h1>Test validator</h1>
          <p class="muted">${report.startedAt.slice(0, 16).replace('T', ' ')} UTC · ${waysOf(report)}</p>
          ${overview(report)}
        </header>
        <nav aria-label="Sections">
          <ul>
            ${filled.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
          </ul>
        </nav>
        <main>${filled.map(([, , section]) => section)}</main>
        <footer><p>${report.tool.name} ${report.tool.version}</p></footer>
        ${script}
      </body>
    </html> `;
  return page.toString();
}

/** Whole, with its tags: the policy's sum is of every character between them. */
const script = trusted(`<script>${filterScript}</script>`);

/** Nothing is loaded, and no script runs but ours: not even one that slipped through. */
const securityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(filterScript).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function waysOf({ modes }: Report): string {
  const ways = [
    'the tests were read',
    ...(modes.run ? ['run'] : []),
    ...(modes.mutate ? ['tried on broken code'] : []),
  ];
  return listed(ways);
}

function notesSection({ notes }: Report): Html {
  if (notes.length === 0) return nothing;
  return html`<section aria-labelledby="notes">
    <h2 id="notes">Notes</h2>
    <ul>
      ${notes.map(
        ({ file, message }) =>
          html`<li>${file === null ? nothing : html`<code class="place">${file}</code> `}${message}</li>`,
      )}
    </ul>
  </section>`;
}
