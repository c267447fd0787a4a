import { describe, expect, test } from '@jest/globals';
import { type Citation, createBudget, createSource, type Material, type Source } from '@la-factoria/content';
import { settled } from '@la-factoria/content/testing';

import { openWorkbench, until, writeEight, writeSeven } from './model-workbench.ts';

const places = [
  ...['Barden', 'Delfin', 'Gorhan', 'Kelmor', 'Lumnes', 'Pirros', 'Talven', 'Wilbar', 'Dengor', 'Finkel'],
  ...['Hanlum', 'Morpir', 'Nestal', 'Rosven', 'Venwil', 'Barfin', 'Gorlum', 'Kelpir', 'Talros', 'Wilnes'],
];

/** Each about a place of its own, which stands in every sentence. */
const sourceAbout = (place: string): Source =>
  createSource({
    text: `# The Harbor of ${place}

The harbor of ${place} is a bay that protects ships of ${place} from the storms of the north.
Fishers of ${place} sell their catch at ${place} market, because the paths to other towns are long.

## The Library of ${place}

The library of ${place} is a house of books that sailors left behind in ${place} on their way.
Scholars of ${place} read there in winter, whereas the sailors of ${place} come only in spring.
`,
  });

function citationsOf(value: unknown): Citation[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('start' in value && 'end' in value) return [{ start: Number(value.start), end: Number(value.end) }];
  return Object.values(value).flatMap(citationsOf);
}

describe('twenty sources at once through one model', () => {
  test('when four calls may be under way, there are never more, all materials come, and none is mixed up with another', async () => {
    const bench = await openWorkbench({ limits: { pacing: { concurrency: 4 } } });
    const slow = bench.server.fail({ fault: 'slow', times: 160 });
    const sources = places.map(sourceAbout);
    const writing = Promise.all(sources.map((source) => writeEight(bench, source)));
    await bench.server.arrived(4);
    await settled();
    expect(bench.open).toBe(4);
    slow.release();
    const jobs = await writing;

    expect(bench.server.maxConcurrent).toBe(4);
    expect(jobs.map((materials) => materials.length)).toEqual(places.map(() => 8));
    expect(bench.server.calls.filter(({ isRepair }) => !isRepair)).toHaveLength(160);
    const strangers = jobs.flatMap((materials, at) => {
      const text = JSON.stringify(materials);
      return places.filter((place) => place !== places[at] && text.includes(place));
    });
    expect(strangers).toEqual([]);
    const own = jobs.map(
      (materials, at) =>
        materials.filter((material) => JSON.stringify(material).includes(places[at] ?? '?')).length,
    );
    expect(own).toEqual(places.map(() => 8));
  });

  test('when they are cited, each range is of its own source', async () => {
    const bench = await openWorkbench({ limits: { pacing: { concurrency: 4 } } });
    const sources = places.map(sourceAbout);
    const jobs = await Promise.all(sources.map((source) => writeEight(bench, source)));
    const wrong = jobs.flatMap((materials, at) =>
      citationsOf(materials).filter(
        ({ start, end }) => !sources[at]?.text.slice(start, end).includes(places[at] ?? '?'),
      ),
    );
    expect(citationsOf(jobs).length).toBeGreaterThan(20 * 8 * 3);
    expect(wrong).toEqual([]);
    expect(jobs.flat().map(({ quality }) => quality.groundedness)).toEqual(jobs.flat().map(() => 1));
  });

  test('F12 when one of them fails, the other nineteen are as without it', async () => {
    const [first = '', ...others] = places;
    const quiet = await openWorkbench();
    const alone = await Promise.all(others.map((place) => writeEight(quiet, sourceAbout(place))));
    const bench = await openWorkbench({ limits: { pacing: { concurrency: 4 } } });
    bench.server.fail({
      fault: 'safety',
      where: ({ prompt }) => prompt.includes(first),
      times: Number.POSITIVE_INFINITY,
    });
    const ends = await Promise.allSettled(
      [first, ...others].map((place) => writeEight(bench, sourceAbout(place))),
    );
    expect(ends[0]).toMatchObject({ status: 'rejected', reason: { code: 'output-blocked-safety' } });
    expect(ends.slice(1)).toEqual(alone.map((value) => ({ status: 'fulfilled', value })));
  });

  test('F19 when they share one budget, it is not overshot, and what comes is paid for', async () => {
    const bench = await openWorkbench();
    const sources = places.slice(0, 6).map(sourceAbout);
    await Promise.all(sources.map((source) => writeEight(bench, source)));
    const full = bench.usages.reduce((sum, { costUsd }) => sum + costUsd, 0);

    const poor = await openWorkbench();
    const budget = createBudget({ limitUsd: full / 2 });
    const options = { ...poor.options, budget };
    const ends = await Promise.allSettled(
      sources.map(async (source): Promise<Material[]> => {
        const outline = await poor.writer.outline(source, options);
        const seven = await writeSeven({ writer: poor.writer, options }, source, outline);
        return [...seven.values()].flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
      }),
    );
    await until(() => poor.open === 0);
    const spent = poor.usages.reduce((sum, { costUsd }) => sum + costUsd, 0);
    expect(ends).toHaveLength(6);
    expect(budget.spentUsd).toBeCloseTo(spent, 6);
    expect(spent).toBeLessThanOrEqual(full / 2);
    expect(spent).toBeGreaterThan(0);
    expect(poor.server.calls).toHaveLength(poor.usages.length);
  });
});
