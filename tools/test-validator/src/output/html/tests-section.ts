import type { Report, TestReport, Verdict } from '../../report/report.ts';
import { counted } from '../counted.ts';
import { html, type Html, nothing } from './html.ts';
import { scrolling } from './scrolling.ts';

/** The tests by verdict, the worst verdict first, each folded away. */
export function testsSection({ tests }: Report, { maxTests }: { maxTests: number }): Html {
  if (tests.length === 0) return nothing;
  const inOrder: Verdict[] = ['hollow', 'weak', 'placeholder', 'skipped', 'real'];
  return html`<section aria-labelledby="tests">
    <h2 id="tests">Tests by verdict</h2>
    ${inOrder.map((verdict) =>
      verdictDetails(
        verdict,
        tests.filter((test) => test.verdict === verdict),
        maxTests,
      ),
    )}
  </section>`;
}

function verdictDetails(verdict: Verdict, tests: TestReport[], maxTests: number): Html {
  if (tests.length === 0) return nothing;
  const left = tests.length - maxTests;
  return html`<details>
    <summary><span class="swatch ${verdict}" aria-hidden="true"></span>${tests.length} ${verdict}</summary>
    ${scrolling(
      `Tests that are ${verdict}`,
      html`<table>
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Rules</th>
            <th scope="col">Service</th>
          </tr>
        </thead>
        <tbody>
          ${tests.slice(0, maxTests).map(
            ({ suite, title, file, line, rules, service }) =>
              html`<tr>
                <td>${[...suite, title].join(' › ')} <code class="place">${file}:${line}</code></td>
                <td>${rules.join(', ')}</td>
                <td>${service ?? ''}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
    )}
    ${left > 0 ? html`<p>… and ${counted(left, 'more test')}: see the JSON.</p>` : nothing}
  </details>`;
}
