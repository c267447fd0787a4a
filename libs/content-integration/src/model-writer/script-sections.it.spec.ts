import { describe, expect, test } from '@jest/globals';
import { createSource } from '@la-factoria/content';

import { readFixture } from '../fixture.ts';
import { openWorkbench } from './model-workbench.ts';

const source = createSource({ text: readFixture('plant-cells') });

/** A script whose outline has sections of these titles. */
async function writeScript(titles: string[]) {
  const { server, writer, options } = await openWorkbench({
    reshape: (answer, { purpose }) => {
      const sections = [answer['sections']].flat().slice(0, titles.length);
      if (purpose !== 'outline') return answer;
      return {
        ...answer,
        sections: sections.map((section, at) => ({ ...Object(section), title: titles[at] })),
      };
    },
  });
  const outline = await writer.outline(source, options);
  const { turns, quality } = await writer.material('podcast-script', source, outline, options);
  return { turns, quality, calls: server.callsFor('podcast-script').length };
}

describe('the sections of a script', () => {
  test.each([
    [['1. Introduction', 'Leaves and light', 'Summary']],
    [['Introduction', 'Leaves and light', 'Conclusion']],
    [['Leaves and light', 'LEAVES AND LIGHT', 'Leaves & light']],
    [['1) Leaves', '2) Leaves', 'The closing']],
    [['Leaves: "light"', 'Leaves\\light', 'Leaves {light}']],
  ])('when the outline has the sections %j, a good script is taken after one call', async (titles) => {
    const { turns, quality, calls } = await writeScript(titles);
    const allowed = [...new Set(['Introduction', ...titles, 'Closing'])];
    expect([...new Set(turns.map(({ section }) => section))]).toEqual(allowed);
    expect(quality.issues.filter(({ code }) => code === 'script-sections')).toEqual([]);
    expect(calls).toBe(1);
  });

  test.each([[['Closing', 'Leaves and light', 'Introduction']], [['Leaves', 'Closing', 'Light and leaves']]])(
    'when the outline has the sections %j, the script still begins and ends as scripts do',
    async (titles) => {
      const { turns } = await writeScript(titles);
      expect(turns[0]?.section).toBe('Introduction');
      expect(turns.at(-1)?.section).toBe('Closing');
      expect(turns.length).toBeGreaterThan(5);
    },
  );
});
