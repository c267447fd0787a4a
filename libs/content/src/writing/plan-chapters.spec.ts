import { describe, expect, test } from '@jest/globals';

import { buildLongText, buildSource } from '../testing/source-builders.ts';
import { createWritingContext } from './writing-context.ts';

const chaptersOf = (text?: string) =>
  createWritingContext(text === undefined ? buildSource() : buildSource({ text, language: 'en' })).chapters;
const titlesOf = (text?: string) => chaptersOf(text).map(({ title }) => title);

const paragraph = (topic: string) =>
  Array.from(
    { length: 6 },
    (_, index) => `The ${topic} has a part number ${index} that serves every ${topic} well.`,
  ).join(' ');

describe('planChapters', () => {
  test('when there are headings, they are the chapters, and what stands below the title is the overview', () => {
    expect(titlesOf()).toEqual(['Overview', 'Soil and Compost', 'Water and Mulch', 'Pollinators']);
  });

  test('when there is no heading, there are at least three chapters with different titles', () => {
    const text = ['bridge', 'garden', 'engine'].map(paragraph).join('\n\n');
    const titles = titlesOf(text);
    expect(titles.length).toBeGreaterThanOrEqual(3);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('when the topic shifts between paragraphs, the chapters split there', () => {
    const text = ['bridge', 'garden', 'engine'].map(paragraph).join('\n\n');
    const topics = chaptersOf(text).map(({ runs }) =>
      ['bridge', 'garden', 'engine'].filter((topic) =>
        runs.some(({ sentences }) => sentences[0]?.text.includes(topic)),
      ),
    );
    expect(topics).toEqual([['bridge'], ['garden'], ['engine']]);
  });

  test('when there are forty headings, there are at most fifteen chapters and no sentence is lost', () => {
    const source = buildSource({ text: buildLongText(60_000, 12), language: 'en' });
    const { chapters, runs } = createWritingContext(source);
    expect(source.sections.length).toBeGreaterThan(40);
    expect(chapters.length).toBe(15);
    expect(chapters.flatMap((chapter) => chapter.runs)).toEqual(runs);
  });

  test('when only two chapters have headings, a third is split off and named by its terms', () => {
    const text = `# Machines\n\n## Bridges\n\n${paragraph('bridge')}\n\n${paragraph('arch')}\n\n## Engines\n\n${paragraph('engine')}`;
    expect(titlesOf(text)).toHaveLength(3);
  });

  test('when the text is one sentence, there is one chapter', () => {
    expect(titlesOf('A cell is the smallest unit of life that can live on its own.')).toHaveLength(1);
  });
});
