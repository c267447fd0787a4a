import type { Outline } from '../materials/schemas.ts';

/** An outline with these section titles, which rests on the first characters of its source. */
export function buildOutline({ titles }: { titles: string[] }): Outline {
  const citations = [{ start: 0, end: 10 }];
  return {
    kind: 'outline',
    generator: 'test',
    language: 'en',
    title: 'A title for a test',
    overview: 'What the source is about, told in one sentence that is long enough.',
    overviewCitations: citations,
    objectives: ['Explain the first thing.', 'Explain the second thing.', 'Explain the third thing.'],
    sections: titles.map((title) => ({
      title,
      description: `What there is to know of ${title}.`,
      keyPoints: [],
      citations,
    })),
    level: 'beginner',
    estimatedMinutes: 1,
    quality: { score: 1, groundedness: 1, readability: { fleschReadingEase: 60, grade: 8 }, issues: [] },
  };
}
