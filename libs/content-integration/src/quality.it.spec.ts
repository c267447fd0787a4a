import { describe, expect, test } from '@jest/globals';
import { materialKinds, measureQuality } from '@la-factoria/content';

import { readFixture } from './fixture.ts';
import { writeAll } from './extractive-writer/write-all.ts';

const fixtures = ['plant-cells', 'printing-notes', 'wetter', 'sorting', 'force-notes'];
/** What a short text can't help, and what is no fault of the words. */
const ofShortTexts = ['shortfall', 'shorter-than-asked', 'coverage-low', 'outline-coverage-low'];

describe('the quality of what the extractive writer writes', () => {
  test.each(fixtures)('when %s is measured as if a model had retold it, it raises no alarm', async (name) => {
    const { source, materials } = await writeAll(readFixture(name));
    const outline = materials.find((material) => material.kind === 'outline');
    const measured = materials.map((material) =>
      measureQuality(material, source, { outline, support: 'paraphrase' }),
    );
    const alarms = measured.flatMap(({ issues }) =>
      issues.filter(({ code }) => !ofShortTexts.includes(code)),
    );
    expect({ kinds: measured.length, alarms }).toEqual({ kinds: materialKinds.length, alarms: [] });
  });

  test('when a number, a name and a term of a written card are changed, each is named where it stands', async () => {
    const { source, materials } = await writeAll(readFixture('plant-cells'));
    const cards = materials.filter((material) => material.kind === 'flashcards');
    const issues = cards.flatMap((material) => {
      const items = material.items.map((item, index) =>
        index === 2 ? { ...item, definition: `${item.definition} In 1713 it was found by Linnaeus.` } : item,
      );
      return measureQuality({ ...material, items }, source, { support: 'paraphrase' }).issues;
    });
    expect(issues).toEqual([
      {
        code: 'unsupported',
        path: 'items.2',
        message: 'not supported by what it cites: missing numbers: 1713; missing names: Linnaeus',
      },
    ]);
  });

  test('when an English text is measured as if French had been asked for, every kind says so', async () => {
    const { source, materials } = await writeAll(readFixture('plant-cells'));
    const asked = { ...source, language: 'fr' };
    const silent = materials.filter(
      (material) => !measureQuality(material, asked).issues.some(({ code }) => code === 'language-mismatch'),
    );
    expect(silent.map(({ kind }) => kind)).toEqual([]);
  });

  test('when statements cite another place, groundedness and score fall for every kind that states anything', async () => {
    const { source, materials } = await writeAll(readFixture('plant-cells'));
    const moved = JSON.stringify(materials).replaceAll(/"start":\d+,"end":\d+/g, '"start":0,"end":8');
    const before = materials.map((material) => measureQuality(material, source));
    const after: typeof materials = JSON.parse(moved);
    const unmoved = after.filter((material, index) => {
      const { groundedness, score } = measureQuality(material, source, { support: 'paraphrase' });
      return groundedness > 0.2 || score >= (before[index]?.score ?? 0);
    });
    expect(unmoved.map(({ kind }) => kind)).toEqual(['reading-questions']);
  });
});
