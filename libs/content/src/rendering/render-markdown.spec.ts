import { describe, expect, test } from '@jest/globals';

import type { Material, Materials } from '../materials/schemas.ts';
import { renderMarkdown } from './render-markdown.ts';

const quality = { score: 1, groundedness: 1, readability: { fleschReadingEase: 60, grade: 8 }, issues: [] };

const buildFaqs = (overrides: Partial<Materials['faqs']> = {}): Materials['faqs'] => ({
  ...{ kind: 'faqs', generator: 'extractive', language: 'en', quality },
  items: [
    {
      question: 'What is mulch?',
      answer: 'Mulch is a layer of straw.',
      citations: [
        { start: 40, end: 60 },
        { start: 0, end: 39 },
        { start: 90, end: 95 },
      ],
    },
  ],
  ...overrides,
});

describe('renderMarkdown', () => {
  test('when questions are rendered, each is a numbered heading above its answer', () => {
    expect(renderMarkdown(buildFaqs())).toContain('\n## 1. What is mulch?\n\nMulch is a layer of straw.\n');
  });

  test('when citations touch, they are one range in the notes, in order', () => {
    expect(renderMarkdown(buildFaqs())).toContain('Characters of the source: 1: 0–60, 90–95.');
  });

  test('when the writer is extractive, the last line says so', () => {
    expect(renderMarkdown(buildFaqs())).toMatch(
      /\*Written by the extractive writer from the source alone\.\*\n$/,
    );
  });

  test('when a model wrote it, the last line names the model', () => {
    expect(renderMarkdown(buildFaqs({ generator: 'gemini-9' }))).toMatch(
      /\*Written by gemini-9 from the source\.\*\n$/,
    );
  });

  test('when the material is German, so are the headings of the page', () => {
    expect(renderMarkdown(buildFaqs({ language: 'de-AT' }))).toMatch(/^# Häufige Fragen\n/);
  });

  test('when the language has no headings yet, they are English', () => {
    expect(renderMarkdown(buildFaqs({ language: 'nl' }))).toMatch(/^# Frequently asked questions\n/);
  });

  test('when something is at issue, the page names it', () => {
    const issues = [{ code: 'shortfall', message: 'items: too few' }];
    expect(renderMarkdown(buildFaqs({ quality: { ...quality, issues } }))).toContain(
      'What it lacks: items: too few.',
    );
  });

  test('when nothing is at issue, the page does not speak of it', () => {
    expect(renderMarkdown(buildFaqs())).not.toContain('What it lacks');
  });

  test('when a body has a list, it becomes a list between its paragraphs', () => {
    const citations = [{ start: 0, end: 9 }];
    const page = renderMarkdown({
      ...{
        kind: 'study-guide',
        generator: 'extractive',
        language: 'en',
        quality,
        title: 'Study guide: soil',
      },
      ...{
        overview: 'O.',
        overviewCitations: citations,
        keyConcepts: [],
        summary: 'S.',
        summaryCitations: citations,
      },
      sections: [{ title: 'Soil', body: 'Soil holds:\n• air\n• # water\n\nIt feeds plants.', citations }],
    });
    expect(page).toContain('\n## 1. Soil\n\nSoil holds:\n- air\n- \\# water\n\nIt feeds plants.\n');
  });

  test('when turns are rendered, a section has one heading and each turn its speaker', () => {
    const turn = (speaker: string, text: string, section: string) => ({
      speaker,
      text,
      section,
      citations: [],
    });
    const page = renderMarkdown({
      ...{ kind: 'podcast-script', generator: 'extractive', language: 'en', quality, title: 'Podcast: soil' },
      turns: [
        turn('Ana', 'Hello.', 'Introduction'),
        turn('Ben', 'Hi.', 'Introduction'),
        turn('Ana', 'Bye.', 'Closing'),
      ],
      estimatedMinutes: 2.4,
    });
    expect(page.split('\n---\n')[0]).toBe(
      '# Podcast: soil\n\n*about 2 min to listen to*\n\n## Introduction\n\n**Ana:** Hello.\n\n**Ben:** Hi.\n\n## Closing\n\n**Ana:** Bye.\n',
    );
  });

  describe('when statements are not supported', () => {
    const citations = [{ start: 0, end: 9 }];
    const at = (...paths: string[]) => ({
      ...quality,
      issues: paths.map((path) => ({ code: 'unsupported', path, message: 'missing words: x' })),
    });
    const common = { generator: 'gemini-9', language: 'en', title: 'A title for it' };
    const mark = '*(not supported by the source)*';

    const pages: [string, Material, string[]][] = [
      [
        'an outline',
        {
          ...{
            ...common,
            kind: 'outline',
            level: 'beginner',
            estimatedMinutes: 1,
            objectives: ['Explain it.'],
          },
          ...{
            overview: 'Over.',
            overviewCitations: citations,
            quality: at('overview', 'sections.0', 'sections.0.keyPoints.1'),
          },
          sections: [
            {
              title: 'Soil',
              description: 'Desc.',
              citations,
              keyPoints: ['One.', 'Two.'].map((text) => ({ text, citations })),
            },
          ],
        },
        ['Over.', 'Desc.', 'Two.'],
      ],
      [
        'a script',
        {
          ...{ ...common, kind: 'podcast-script', estimatedMinutes: 1, quality: at('turns.1') },
          turns: ['One.', 'Two.'].map((text) => ({ speaker: 'Ana', text, section: 'Soil', citations })),
        },
        ['Two.'],
      ],
      [
        'a study guide',
        {
          ...{
            ...common,
            kind: 'study-guide',
            quality: at('overview', 'keyConcepts.0', 'sections.0.body', 'summary'),
          },
          ...{
            overview: 'Over.',
            overviewCitations: citations,
            summary: 'Sum.',
            summaryCitations: citations,
          },
          keyConcepts: [{ term: 'Soil', explanation: 'Expl.', citations }],
          sections: [{ title: 'Soil', body: 'Body.', citations }],
        },
        ['Over.', 'Expl.', 'Body.', 'Sum.'],
      ],
      [
        'a one-pager',
        {
          ...{ ...common, kind: 'one-pager', quality: at('summary', 'takeaways.0', 'body') },
          ...{ summary: 'Sum.', summaryCitations: citations, body: 'Body.', bodyCitations: citations },
          takeaways: ['Take.', 'Other.'].map((text) => ({ text, citations })),
        },
        ['Sum.', 'Take.', 'Body.'],
      ],
      [
        'reading material',
        {
          ...{ ...common, kind: 'reading-material', quality: at('introduction', 'sections.0', 'conclusion') },
          ...{ introduction: 'Intro.', introductionCitations: citations },
          ...{ conclusion: 'Concl.', conclusionCitations: citations },
          sections: [{ title: 'Soil', body: 'First.\n\nBody.', citations }],
        },
        ['Intro.', 'Body.', 'Concl.'],
      ],
      ['questions with answers', buildFaqs({ quality: at('items.0') }), ['Mulch is a layer of straw.']],
      [
        'flashcards',
        {
          ...{ ...common, kind: 'flashcards', quality: at('items.1') },
          items: ['One.', 'Two.'].map((definition) => ({
            term: 'T',
            definition,
            difficulty: 'easy' as const,
            citations,
          })),
        },
        ['Two.'],
      ],
      [
        'reading questions',
        {
          ...{ ...common, kind: 'reading-questions', quality: at('questions.0') },
          questions: [{ question: 'Why?', kind: 'recall', citations }],
        },
        ['Why? *(recall)*'],
      ],
    ];

    test.each(pages)('in %s, they are marked where they stand, and nothing else is', (_, material, texts) => {
      const page = renderMarkdown(material);
      const unmarked = texts.filter((text) => !page.includes(`${text} ${mark}`));
      expect({ unmarked, marks: page.split(mark).length - 1 }).toEqual({ unmarked: [], marks: texts.length });
    });

    test('an issue of another kind is no mark', () => {
      const issues = [{ code: 'repeated', path: 'items.0', message: 'says again' }];
      expect(renderMarkdown(buildFaqs({ quality: { ...quality, issues } }))).not.toContain(mark);
    });

    test('in German, the mark is German', () => {
      expect(renderMarkdown(buildFaqs({ language: 'de', quality: at('items.0') }))).toContain(
        '*(nicht durch die Quelle belegt)*',
      );
    });

    test('the end of the page says where and why', () => {
      expect(renderMarkdown(buildFaqs({ quality: at('items.0') }))).toContain(
        'What it lacks: items.0: missing words: x.',
      );
    });
  });
});
