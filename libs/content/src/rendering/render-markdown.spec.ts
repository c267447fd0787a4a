import { describe, expect, test } from '@jest/globals';

import type { Materials } from '../materials/schemas.ts';
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
});
