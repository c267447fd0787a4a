import { openFindings, severities } from '../../report/finding-order.ts';
import type { Finding, Report } from '../../report/report.ts';
import type { RuleInfo } from '../../report/rule-info.ts';
import type { SourceLines } from '../../report/source-lines.ts';
import { codeFrame, type FrameLine } from '../code-frame.ts';
import { counted } from '../counted.ts';
import { html, type Html, nothing } from './html.ts';
import { scrolling } from './scrolling.ts';

/** The findings with their code, worst first, a form to narrow them, and those that are excused. */
export function findingsSection(
  report: Report,
  {
    rules,
    sourceLines,
    maxFindings,
  }: { rules: readonly RuleInfo[]; sourceLines: SourceLines; maxFindings: number },
): Html {
  const open = openFindings(report);
  const shown = open.slice(0, maxFindings);
  const left = open.length - shown.length;
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  return html`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    ${shown.length === 0 ? html`<p>Nothing was found.</p>` : filterForm(shown, ruleOf)}
    <ol class="findings">
      ${shown.map((finding) => findingItem(finding, ruleOf.get(finding.rule), sourceLines))}
    </ol>
    ${left > 0 ? html`<p>… and ${counted(left, 'more finding')}: see the JSON.</p>` : nothing}
    ${excused(report, maxFindings)}
  </section>`;
}

function filterForm(findings: Finding[], ruleOf: Map<string, RuleInfo>): Html {
  const ids = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  return html`<form id="filter" hidden>
    <label>Text <input type="search" name="text" autocomplete="off" /></label>
    <label
      >Rule
      <select name="rule">
        <option value="">all</option>
        ${ids.map((id) => html`<option value="${id}">${id} ${ruleOf.get(id)?.name ?? ''}</option>`)}
      </select></label
    >
    <fieldset>
      <legend class="unseen">Severity</legend>
      ${severities.map(
        (severity) =>
          html`<label
            ><input type="checkbox" name="severity" value="${severity}" checked />${severity}</label
          >`,
      )}
    </fieldset>
    <output id="shown" aria-live="polite"></output>
  </form>`;
}

function findingItem(finding: Finding, rule: RuleInfo | undefined, sourceLines: SourceLines): Html {
  const { severity, file, line, column, test, message, confidence } = finding;
  return html`<li class="finding ${severity}" data-rule="${finding.rule}" data-severity="${severity}">
    <p>
      <span class="severity">${severity}</span>
      <strong>${finding.rule}</strong>
      ${rule?.name ?? ''}${confidence === 'confirmed' ? html` · confirmed by running` : nothing}
      <code class="place">${file}:${line}:${column}</code>
    </p>
    ${test === null ? nothing : html`<p class="title">${test}</p>`}
    <p>${message}</p>
    ${frameMarkup(codeFrame(finding, sourceLines))}
  </li>`;
}

function frameMarkup(frame: FrameLine[]): Html {
  if (frame.length === 0) return nothing;
  return html`<pre tabindex="0" aria-label="Code"><code>${frame.map(({ number, text, marked }) =>
    marked === null
      ? html`<span><b>${number}</b>${text}</span>`
      : html`<span class="marked"
          ><b>${number}</b
          >${text.slice(0, marked.start)}<mark>${text.slice(marked.start, marked.end)}</mark>${text.slice(marked.end)}</span
        >`,
  )}</code></pre>`;
}

/** Who excused what, and why. */
function excused({ findings }: Report, maxFindings: number): Html {
  const rows = findings.flatMap(({ suppressed, ...finding }) =>
    suppressed === undefined ? [] : [{ ...finding, suppressed }],
  );
  if (rows.length === 0) return nothing;
  const left = rows.length - maxFindings;
  return html`<details>
    <summary>${counted(rows.length, 'suppressed finding')}</summary>
    ${scrolling(
      'Suppressed findings',
      html`<table>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Place</th>
            <th scope="col">Suppressed by</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, maxFindings).map(
            ({ rule, file, line, suppressed }) =>
              html`<tr>
                <td>${rule}</td>
                <td><code class="place">${file}:${line}</code></td>
                <td>${suppressed.by}</td>
                <td>${suppressed.reason}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
    )}
    ${left > 0 ? html`<p>… and ${left} more: see the JSON.</p>` : nothing}
  </details>`;
}
