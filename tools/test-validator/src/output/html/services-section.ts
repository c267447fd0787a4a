import type { Cell, Report, ServiceReport } from '../../report/report.ts';
import { scoreText, shareText } from '../../report/round-down.ts';
import { verdicts } from '../../report/summarize.ts';
import { counted } from '../counted.ts';
import { cellSign, gradeOf, worstServices } from '../figures.ts';
import { html, type Html, nothing } from './html.ts';
import { scrolling } from './scrolling.ts';

const maxTestsInCell = 20;

/** The scores, the lowest first. */
export function servicesSection(report: Report): Html {
  if (report.services.length === 0) return nothing;
  return html`<section aria-labelledby="services">
    <h2 id="services">Services</h2>
    ${scrolling(
      'Scores of services',
      html`<table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col" class="number">Score</th>
            <th scope="col" class="number">Integrity</th>
            <th scope="col" class="number">Boundary</th>
            <th scope="col" class="number">Kill</th>
            ${verdicts.map((verdict) => html`<th scope="col" class="number">${verdict}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${worstServices(report).map(serviceRow)}
        </tbody>
      </table>`,
    )}
    <p class="muted">
      Integrity: what its integration tests are worth. Boundary: the share of its operations and dependencies
      that real tests cover, both when they succeed and when they fail. Kill: how many of its broken
      operations a test noticed. A provisional score has kill unmeasured and is at most 79.
    </p>
  </section>`;
}

const serviceRow = ({
  name,
  root,
  score,
  isProvisional,
  integrity,
  boundary,
  kill,
  tests,
}: ServiceReport): Html =>
  html`<tr>
    <th scope="row">${name} <code class="place">${root}</code></th>
    <td class="number">
      <strong class="${gradeOf(score)}">${scoreText(score)}</strong
      >${isProvisional ? html` <span class="muted">provisional</span>` : nothing}
    </td>
    ${[integrity, boundary, kill].map((share) => html`<td class="number">${shareText(share)}</td>`)}
    ${verdicts.map((verdict) => html`<td class="number">${tests[verdict]}</td>`)}
  </tr>`;

/** What of each boundary is covered, and by which tests. */
export function matrixSection(report: Report): Html {
  const services = worstServices(report).filter(
    ({ operations, dependencies }) => operations.length + dependencies.length > 0,
  );
  if (services.length === 0) return nothing;
  return html`<section aria-labelledby="boundaries">
    <h2 id="boundaries">Boundaries</h2>
    ${services.map(serviceMatrix)}
  </section>`;
}

function serviceMatrix({ name, operations, dependencies }: ServiceReport): Html {
  const cells = [
    ...operations.flatMap(({ success, failure }) => [success, failure]),
    ...dependencies.flatMap(({ up, down }) => [up, down]),
  ].filter((cell) => cell !== null);
  const covered = cells.filter((cell) => cell.covered).length;
  const hasMutants = operations.some(({ mutants }) => mutants !== null);
  return html`<details${covered < cells.length ? html` open` : nothing}><summary><strong>${name}</strong>: ${covered} of ${counted(cells.length, 'cell')} covered</summary>
    ${matrixTable(
      ['Operation', 'Success', 'Failure', ...(hasMutants ? ['Mutants killed'] : [])],
      operations.map((row) => ({
        ...row,
        cells: [row.success, row.failure],
        more: hasMutants
          ? [row.mutants === null ? '–' : `${row.mutants.killed} of ${row.mutants.total}`]
          : [],
      })),
    )}
    ${matrixTable(
      ['Dependency', 'Up', 'Down'],
      dependencies.map((row) => ({ ...row, cells: [row.up, row.down], more: [] })),
    )}</details>`;
}

interface MatrixRow {
  name: string;
  file: string;
  line: number;
  cells: Cell[];
  more: string[];
}

function matrixTable(heads: string[], rows: MatrixRow[]): Html {
  if (rows.length === 0) return nothing;
  return scrolling(
    `What is covered: ${heads[0] ?? ''}`,
    html`<table class="matrix">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, file, line, cells, more }) =>
            html`<tr>
              <th scope="row"><code>${name}</code> <code class="place">${file}:${line}</code></th>
              ${cells.map((cell) => html`<td class="cell">${cellMarkup(cell)}</td>`)}${more.map((text) => html`<td>${text}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function cellMarkup(cell: Cell): Html {
  const { sign, word } = cellSign(cell);
  const grade = cell === null ? 'muted' : cell.covered ? 'good' : 'poor';
  const shown = html`<span class="${grade}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
  if (cell === null || cell.tests.length === 0) return shown;
  const left = cell.tests.length - maxTestsInCell;
  return html`<details>
    <summary>${shown} by ${counted(cell.tests.length, 'test')}</summary>
    <ul>
      ${cell.tests
        .slice(0, maxTestsInCell)
        .map(
          ({ file, line, title }) => html`<li>${title} <code class="place">${file}:${line}</code></li>`,
        )}${left > 0 ? html`<li>… and ${left} more</li>` : nothing}
    </ul>
  </details>`;
}
