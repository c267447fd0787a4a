import { describe, expect, test } from '@jest/globals';

import { decodeJob } from '../api/job.ts';
import { buildJob, flashcards, outline } from '../testing/contract-server.ts';
import { describeMaterial } from './describe-material.ts';
import { duration, type IndexContent, renderIndexPage } from './index-page.ts';

const materials = [
  { file: 'outline.md', ...describeMaterial('outline', outline) },
  { file: 'flashcards.md', ...describeMaterial('flashcards', flashcards) },
];

const render = (overrides: Partial<IndexContent> = {}) =>
  renderIndexPage({
    job: decodeJob(buildJob()),
    materials,
    dataFile: 'materials.json',
    missing: [],
    ...overrides,
  });

describe('the index page', () => {
  test('when a job is partial, the page links what is there and names what is not', () => {
    const job = decodeJob(buildJob({ audio: { status: 'completed', progress: 1, durationSeconds: 424.4 } }));
    const missing = [{ label: 'FAQs', code: 'material-invalid', message: 'No question was found.' }];
    expect(render({ job, audioFile: 'podcast.mp3', missing })).toBe(`# How tides work

Made 2026-03-04 10:20 UTC by extractive from a source of 12,345 characters (en). Job \`${job.id}\`.

| | | Quality | Grounded in the source |
|---|---|---:|---:|
| [Outline](outline.md) | 3 sections, beginner | 93 % | 100 % |
| [Flashcards](flashcards.md) | 1 card | 50 % | 75 % |
| [Podcast](podcast.mp3) | 7:04 | | |

## Not made

- FAQs: No question was found. (material-invalid)

## What to know

- Flashcards: 1 of at least 10 cards

All of it as data, with the places in the source that each statement rests on: [materials.json](materials.json).
`);
  });

  test('when all is well, there is no word of failures or shortfalls', () => {
    const page = render({ materials: materials.slice(0, 1) });
    expect(page).toContain('[Outline](outline.md)');
    expect(page).not.toContain('##');
    expect(page).not.toContain('podcast.mp3');
  });

  test('when the title or a message holds markup, it stays text on one line', () => {
    const request = { title: 'A [b](http://c) <script>\n# `d` | *e*', sourceCharacters: 60, language: 'en' };
    const page = render({
      job: decodeJob(buildJob({ request })),
      missing: [{ label: 'FAQs', code: 'x', message: '</td><img src=x>\n\n# owned' }],
    });
    expect(page.split('\n')[0]).toBe('# A \\[b\\](http://c) \\<script\\> \\# \\`d\\` \\| \\*e\\*');
    expect(page).toContain('- FAQs: \\</td\\>\\<img src=x\\> \\# owned (x)');
  });
});

describe('describeMaterial', () => {
  test.each<[string, unknown, string]>([
    ['outline', { sections: [1], level: 'advanced' }, '1 section, advanced'],
    ['podcast-script', { turns: [1, 2], estimatedMinutes: 7.25 }, '2 turns, about 7.3 min'],
    ['study-guide', { keyConcepts: [1, 2], sections: [1] }, '2 concepts, 1 section'],
    ['one-pager', { takeaways: [1, 2, 3] }, '3 takeaways'],
    ['reading-material', { sections: [] }, '0 sections'],
    ['faqs', { items: [1] }, '1 question'],
    ['flashcards', { items: [1, 2] }, '2 cards'],
    ['reading-questions', { questions: [1, 2] }, '2 questions'],
    ['outline', {}, ''],
    ['outline', undefined, ''],
    ['mind-map', { nodes: [1] }, ''],
  ])('when a %s is %j, its content is "%s"', (kind, material, content) => {
    expect(describeMaterial(kind, material).content).toBe(content);
  });

  test('when a server sends a kind that this program does not know, it goes by its own name', () => {
    expect(describeMaterial('mind-map', {})).toEqual({
      label: 'mind-map',
      content: '',
      issues: [],
      generator: '',
    });
  });
});

describe('duration', () => {
  test.each([
    [undefined, ''],
    [0, '0:00'],
    [59.6, '1:00'],
    [424, '7:04'],
    [3_725, '1:02:05'],
  ])('when there are %d seconds, a player shows %j', (seconds, shown) => {
    expect(duration(seconds)).toBe(shown);
  });
});
