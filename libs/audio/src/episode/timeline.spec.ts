import { describe, expect, test } from '@jest/globals';

import { layTimeline } from './timeline.ts';

const sampleRate = 1000;
const unit = (turn: number, section: string, seconds: number) => ({
  turn,
  section,
  sampleCount: seconds * sampleRate,
});

describe('laying the timeline', () => {
  const timeline = layTimeline(
    [unit(0, 'A', 2), unit(2, 'A', 3), unit(3, 'B', 4), unit(4, 'A', 1)],
    'Title',
    sampleRate,
  );

  test('when turns follow, the pause before a new section is longer than between turns', () => {
    expect(timeline.pauses).toEqual([150, 400, 900, 900]);
  });

  test('when the pauses and turns are added up, that is the length', () => {
    expect(timeline.totalSamples).toBe(150 + 2000 + 400 + 3000 + 900 + 4000 + 900 + 1000 + 150);
  });

  test('when a section starts, so does a chapter, and it ends where the next one starts', () => {
    expect(timeline.chapters).toEqual([
      { title: 'A', startSeconds: 0, endSeconds: 6.45 },
      { title: 'B', startSeconds: 6.45, endSeconds: 11.35 },
      { title: 'A', startSeconds: 11.35, endSeconds: 12.5 },
    ]);
  });

  test('when a section has no name, its chapter has the title of the episode', () => {
    expect(layTimeline([unit(0, ' ', 2)], 'Title', sampleRate).chapters[0]?.title).toBe('Title');
  });

  test('when turns are placed, each is heard from its first sample to its last', () => {
    expect(timeline.turns).toEqual([
      { turn: 0, startSeconds: 0.15, endSeconds: 2.15 },
      { turn: 2, startSeconds: 2.55, endSeconds: 5.55 },
      { turn: 3, startSeconds: 6.45, endSeconds: 10.45 },
      { turn: 4, startSeconds: 11.35, endSeconds: 12.35 },
    ]);
  });

  test('when a turn has pieces, the pause between them is that between sentences and they are one turn', () => {
    const { pauses, turns } = layTimeline(
      [unit(0, 'A', 1), unit(0, 'A', 2), unit(1, 'A', 1)],
      'T',
      sampleRate,
    );
    expect(pauses).toEqual([150, 300, 400]);
    expect(turns[0]).toEqual({ turn: 0, startSeconds: 0.15, endSeconds: 3.45 });
  });
});
