import { describe, expect, test } from '@jest/globals';

import { type HistoryEntry, historyEntry } from '../../report/history.ts';
import { aReport, aService } from '../../testing/a-report.ts';
import { nothing } from './html.ts';
import { trendSection } from './trend-section.ts';

/** The run of a day of January, with scores by service. */
const aRun = (day: number, scores: Record<string, number>): HistoryEntry =>
  historyEntry(
    aReport({
      startedAt: `2026-01-${String(day).padStart(2, '0')}T08:30:00.000Z`,
      services: Object.entries(scores).map(([name, score]) => aService({ name, score })),
    }),
    'c0ffee0123',
  );
const render = (...runs: HistoryEntry[]): string => String(trendSection(runs));
const pointsIn = (page: string): string[] =>
  [...page.matchAll(/points="([^"]*)"/g)].map(([, points = '']) => points);

describe('trendSection', () => {
  test('when there are several runs, each service is a line from its first to its last run', () => {
    const page = render(
      aRun(1, { cache: 0 }),
      aRun(2, { cache: 50, job: 25 }),
      aRun(3, { cache: 100, job: 25 }),
    );
    expect(pointsIn(page)).toStrictEqual(['451,175.5 866,175.5', '36,230 451,121 866,12']);
    expect([...page.matchAll(/<circle cx="(\S+)" cy="(\S+)"/g)].map(([, x, y]) => `${x},${y}`)).toStrictEqual(
      ['866,175.5', '866,12'],
    );
    expect(page).toMatch(/Scores of 2 services over 3 runs\s+from 2026-01-01 to 2026-01-03/);
  });

  test('when the chart is drawn, a line stands at every 25 points, with its number, above the dates', () => {
    const page = render(aRun(1, { cache: 0 }), aRun(2, { cache: 50 }));
    const grid = [...page.matchAll(/<line\s+class="grid"\s+x1="36"\s+x2="866"\s+y1="(\S+)"\s+y2="\1"/g)];
    expect(grid.map(([, y]) => y)).toStrictEqual(['230', '175.5', '121', '66.5', '12']);
    const texts = [...page.matchAll(/<text x="(\d+)" y="(\S+)"(?: text-anchor="(\w+)")?>([^<]*)</g)];
    expect(texts.map(([, x, y, anchor, text]) => [text, x, y, anchor])).toStrictEqual([
      ['0', '30', '234', 'end'],
      ['25', '30', '179.5', 'end'],
      ['50', '30', '125', 'end'],
      ['75', '30', '70.5', 'end'],
      ['100', '30', '16', 'end'],
      ['2026-01-01', '36', '252', undefined],
      ['2026-01-02', '866', '252', 'end'],
    ]);
  });

  test('when there are lines, the legend names them with their latest scores, the lowest first', () => {
    const page = render(aRun(1, { cache: 10, job: 90 }), aRun(2, { cache: 90.55, job: 20 }));
    const legend = /<ul[^]*?<\/ul>/
      .exec(page)?.[0]
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    expect(legend).toBe('job 20 cache 90.5');
  });

  test('when the runs are listed, the latest comes first, with what was not there marked', () => {
    const page = render(aRun(1, { cache: 10 }), aRun(2, { cache: 90, job: 20 }));
    const rows = [...page.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
      row
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    expect(rows).toStrictEqual([
      'Run job cache',
      '2026-01-02 08:30 c0ffee01 20 90',
      '2026-01-01 08:30 c0ffee01 – 10',
    ]);
  });

  test('when there are more than fifty runs, the last fifty are drawn', () => {
    const page = render(
      ...Array.from({ length: 60 }, (_, index) => aRun((index % 28) + 1, { cache: index })),
    );
    expect(pointsIn(page)[0]?.split(' ')).toHaveLength(50);
    expect(page).not.toContain('>9</td>');
  });

  test('when there are more than eight services, the lowest are drawn and all are listed', () => {
    const scores = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`service${index}`, 100 - index]),
    );
    const page = render(aRun(1, scores), aRun(2, scores));
    expect(pointsIn(page)).toHaveLength(8);
    expect(page).toMatch(/The 8 services with the lowest scores/);
    expect(page.match(/<th scope="col" class="number">/g)).toHaveLength(10);
    const legend = /<ul[^]*?<\/ul>/.exec(page)?.[0] ?? '';
    expect(legend).toContain('service9');
    expect(legend).not.toContain('service0');
  });

  test('when lines are told apart, colour and dashes both differ', () => {
    const scores = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`service${index}`, index]));
    const page = render(aRun(1, scores), aRun(2, scores));
    const lines = [...page.matchAll(/<polyline[^>]*style="stroke:([^;]*);stroke-dasharray:([^"]*)"/g)];
    expect(new Set(lines.map(([, , dashes]) => dashes)).size).toBe(8);
    expect(lines.map(([, color]) => color)).toStrictEqual(
      Array.from({ length: 8 }, (_, index) => `var(--series-${index + 1})`),
    );
    const legend = [
      ...page.matchAll(/y2="5"\s+style="stroke:([^;]*);stroke-width:2.5;stroke-dasharray:([^"]*)"/g),
    ];
    expect(legend.map(([, ...looks]) => looks)).toStrictEqual(lines.map(([, ...looks]) => looks));
    expect(page).not.toContain('with the lowest scores');
  });

  test('when there are fewer than two runs, or no services, there is nothing to draw', () => {
    expect([
      trendSection([]),
      trendSection([aRun(1, { cache: 1 })]),
      trendSection([aRun(1, {}), aRun(2, {})]),
    ]).toStrictEqual([nothing, nothing, nothing]);
  });
});
