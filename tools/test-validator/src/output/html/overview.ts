import type { Report } from '../../report/report.ts';
import { scoreText } from '../../report/round-down.ts';
import { verdicts } from '../../report/summarize.ts';
import { counted } from '../counted.ts';
import { gradeOf, hiddenCounts, severityCounts } from '../figures.ts';
import { html, type Html, nothing } from './html.ts';

/** The run's figures at a glance. */
export function overview(report: Report): Html {
  const { summary, findings, services, durationMs } = report;
  const { tests, meanScore, worstService } = summary;
  const worst = services.find(({ name }) => name === worstService);
  return html`<dl class="tiles">
      ${meanScore === null ? nothing : tile('Mean score', score(meanScore), counted(services.length, 'service'))}
      ${worst === undefined ? nothing : tile('Worst service', score(worst.score), worst.name)}
      ${tile('Tests', html`${tests.total}`, `in ${counted(summary.files, 'file')}, ${(durationMs / 1000).toFixed(2)} s`)}
      ${tile('Findings', html`${Object.values(summary.findings).reduce((sum, count) => sum + count, 0)}`, [severityCounts(summary.findings), ...hiddenCounts(findings)].join('; '))}
    </dl>
    ${tests.total === 0 ? nothing : testsBar(report)}`;
}

const tile = (name: string, figure: Html, remark: string): Html =>
  html`<div class="tile">
    <dt>${name}</dt>
    <dd>${figure}</dd>
    <dd>${remark}</dd>
  </div>`;

const score = (value: number): Html => html`<span class="${gradeOf(value)}">${scoreText(value)}</span>`;

function testsBar({ summary: { tests } }: Report): Html {
  const present = verdicts.filter((verdict) => tests[verdict] > 0);
  return html`<div class="bar" aria-hidden="true">
      ${present.map((verdict) => html`<i class="${verdict}" style="flex:${tests[verdict]}"></i>`)}
    </div>
    <ul class="key" aria-label="Tests by verdict">
      ${present.map(
        (verdict) =>
          html`<li>
            <span class="swatch ${verdict}" aria-hidden="true"></span>${tests[verdict]} ${verdict}
          </li>`,
      )}
    </ul>`;
}
