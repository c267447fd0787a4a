import type { HistoryEntry } from '../../report/history.ts';
import { roundDown, scoreText } from '../../report/round-down.ts';
import { html, type Html, nothing } from './html.ts';
import { scrolling } from './scrolling.ts';

const maxRuns = 50;
const maxServices = 8;
/** Colour alone must not tell lines apart. */
const dashes = ['', '8 3', '2 3', '10 3 2 3', '5 5', '14 4', '1 4', '6 2 2 2'];
const chart = { width: 880, height: 260, left: 36, right: 14, top: 12, bottom: 30 };

interface Series {
  name: string;
  points: { run: number; score: number }[];
  latest: number;
}

/** The services' scores over the last runs: a chart, and the same as a table. */
export function trendSection(history: readonly HistoryEntry[]): Html {
  const runs = history.slice(-maxRuns);
  const all = seriesOf(runs);
  if (runs.length < 2 || all.length === 0) return nothing;
  const series = all.slice(0, maxServices);
  const first = day(runs[0]);
  const last = day(runs.at(-1));
  const left = all.length - series.length;
  return html`<section aria-labelledby="trend">
    <h2 id="trend">Trend</h2>
    ${scrolling(
      'Chart of scores',
      html`<svg
        class="chart"
        viewBox="0 0 ${chart.width} ${chart.height}"
        role="img"
        aria-label="Scores of ${series.length} services over ${runs.length} runs from ${first} to ${last}; the table below has the figures"
      >
        ${[0, 25, 50, 75, 100].map(
          (score) =>
            html`<line
                class="grid"
                x1="${chart.left}"
                x2="${chart.width - chart.right}"
                y1="${yOf(score)}"
                y2="${yOf(score)}"
              /><text x="${chart.left - 6}" y="${yOf(score) + 4}" text-anchor="end">${score}</text>`,
        )}
        <text x="${chart.left}" y="${chart.height - 8}">${first}</text>
        <text x="${chart.width - chart.right}" y="${chart.height - 8}" text-anchor="end">${last}</text>
        ${series.map((one, index) => line(one, index, runs.length))}
      </svg>`,
    )}
    <ul class="key" aria-label="Services of the chart, with their latest scores">
      ${series.map(
        ({ name, latest }, index) =>
          html`<li>
            <svg width="28" height="10" aria-hidden="true">
              <line
                x1="0"
                x2="28"
                y1="5"
                y2="5"
                style="stroke:var(--series-${index + 1});stroke-width:2.5;stroke-dasharray:${dashes[index] ?? ''}"
              />
            </svg>
            ${name} ${scoreText(latest)}
          </li>`,
      )}
    </ul>
    ${left > 0 ? html`<p class="muted">The ${maxServices} services with the lowest scores; the table has all.</p>` : nothing}
    ${trendTable(runs, all)}
  </section>`;
}

/** The lowest latest score first: what falls must be among the lines shown. */
function seriesOf(runs: readonly HistoryEntry[]): Series[] {
  const byName = new Map<string, Series>();
  runs.forEach(({ services }, run) => {
    for (const { name, score } of services) {
      const series = byName.get(name) ?? { name, points: [], latest: score };
      series.points.push({ run, score });
      series.latest = score;
      byName.set(name, series);
    }
  });
  return [...byName.values()].toSorted((one, other) => one.latest - other.latest);
}

function line({ points }: Series, index: number, runs: number): Html {
  const xOf = (run: number): number =>
    roundDown(chart.left + (run * (chart.width - chart.left - chart.right)) / (runs - 1), 1);
  const path = points.map(({ run, score }) => `${xOf(run)},${yOf(score)}`).join(' ');
  const end = points.at(-1);
  const color = `var(--series-${index + 1})`;
  return html`<polyline
      class="series"
      points="${path}"
      style="stroke:${color};stroke-dasharray:${dashes[index] ?? ''}"
    />${
      end === undefined
        ? nothing
        : html`<circle cx="${xOf(end.run)}" cy="${yOf(end.score)}" r="3.5" style="fill:${color}" />`
    }`;
}

function trendTable(runs: readonly HistoryEntry[], series: Series[]): Html {
  return html`<details>
    <summary>The same as a table</summary>
    ${scrolling(
      'Scores by run',
      html`<table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            ${series.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${runs
            .map((entry, run) => ({ entry, run }))
            .toReversed()
            .map(
              ({ entry, run }) =>
                html`<tr>
                  <th scope="row">
                    ${entry.date.slice(0, 16).replace('T', ' ')}
                    <code class="place">${(entry.commit ?? '').slice(0, 8)}</code>
                  </th>
                  ${series.map(({ points }) => html`<td class="number">${scoreAt(points, run)}</td>`)}
                </tr>`,
            )}
        </tbody>
      </table>`,
    )}
  </details>`;
}

function scoreAt(points: Series['points'], run: number): string {
  const point = points.find((candidate) => candidate.run === run);
  return point === undefined ? '–' : scoreText(point.score);
}

const yOf = (score: number): number =>
  roundDown(chart.top + ((100 - score) * (chart.height - chart.top - chart.bottom)) / 100, 1);

const day = (entry: HistoryEntry | undefined): string => entry?.date.slice(0, 10) ?? '';
