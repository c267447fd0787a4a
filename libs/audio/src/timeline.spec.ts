import { describe, expect, test } from '@jest/globals';

import { layTimeline } from './timeline.ts';
import type { VoicedTurn } from './voice-turns.ts';

const sampleRate = 1000;
const turn = (section: string, seconds: number): VoicedTurn => ({
  speaker: 'Alex',
  text: 'Hi',
  section,
  index: 0,
  voice: 'low',
  speechName: 'x',
  sampleCount: seconds * sampleRate,
  loudness: { peak: 1, activeEnergy: 1, activeSamples: 1 },
});

describe('laying the timeline', () => {
  const timeline = layTimeline([turn('A', 2), turn('A', 3), turn('B', 4), turn('A', 1)], 'Title', sampleRate);

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
    expect(layTimeline([turn(' ', 2)], 'Title', sampleRate).chapters[0]?.title).toBe('Title');
  });
});
