import { beforeAll, describe, expect, test } from '@jest/globals';
import { createExtractiveWriter, createSource, type Outline, type Source } from '@la-factoria/content';
import { buildLongText } from '@la-factoria/content/testing/sources';

// As the built-in voices speak.
const speakingRate = { charactersPerSecond: 15.5, pauseSeconds: 0.6 };

describe('the minutes of a script', () => {
  const writer = createExtractiveWriter();
  const sources = new Map<number, { source: Source; outline: Outline }>();
  beforeAll(async () => {
    for (const characters of [20_000, 100_000]) {
      const source = createSource({ text: buildLongText(characters) });
      sources.set(characters, { source, outline: await writer.outline(source, {}) });
    }
  });
  const scriptOf = async (characters: number, targetMinutes: number) => {
    const { source, outline } = sources.get(characters) ?? {};
    if (source === undefined || outline === undefined) throw new Error(`no source of ${characters}`);
    const script = await writer.material('podcast-script', source, outline, { targetMinutes, speakingRate });
    return { script, outline };
  };

  test.each(
    [20_000, 100_000].flatMap((characters) => [2, 3, 5, 10].map((minutes) => [characters, minutes] as const)),
  )(
    'when a text of %d characters is to last %d minutes, it does within a tenth',
    async (characters, minutes) => {
      const { script } = await scriptOf(characters, minutes);
      const spoken = script.turns.reduce((sum, { text }) => sum + text.length, 0);
      const seconds = spoken / 15.5 + 0.6 * (script.turns.length - 1);
      expect(Math.abs(seconds / 60 / minutes - 1)).toBeLessThan(0.1);
    },
  );

  test('when there is no time for all sections, the largest are told in their order, and the script says so', async () => {
    const { script, outline } = await scriptOf(100_000, 3);
    const titles = outline.sections.map(({ title }) => title);
    const told = [...new Set(script.turns.map(({ section }) => section))].slice(1, -1);

    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThan(titles.length / 2);
    expect(titles.filter((title) => told.includes(title))).toEqual(told);
    expect(script.quality.issues).toContainEqual({
      code: 'sections-left-out',
      message: `the time is enough for ${told.length} of the ${titles.length} sections, the largest`,
    });
  });

  test('when there is time for all, none is left out and nothing is said of it', async () => {
    const { script, outline } = await scriptOf(100_000, 10);
    const told = new Set(script.turns.map(({ section }) => section));
    expect(outline.sections.filter(({ title }) => !told.has(title))).toEqual([]);
    expect(script.quality.issues.map(({ code }) => code)).not.toContain('sections-left-out');
  });
});
