import type { VoicedTurn } from './voice-turns.ts';

export interface Chapter {
  title: string;
  startSeconds: number;
  endSeconds: number;
}

export interface Timeline {
  /** Samples of silence before each turn. */
  pauses: number[];
  totalSamples: number;
  chapters: Chapter[];
}

/** Between two turns of a section, and before a new section. */
export const turnPauseSeconds = 0.4;
export const sectionPauseSeconds = 0.9;
/** Players fade in and cut off: nothing is said in the first and last moment. */
const leadSeconds = 0.15;

/** When each turn starts, and the chapters: one for each run of turns of the same section, without gaps. */
export function layTimeline(turns: readonly VoicedTurn[], title: string, sampleRate: number): Timeline {
  const pauses: number[] = [];
  const starts: { title: string; at: number }[] = [];
  let position = 0;
  turns.forEach((turn, index) => {
    const isNewSection = index === 0 || turn.section !== turns[index - 1]?.section;
    const seconds = index === 0 ? leadSeconds : isNewSection ? sectionPauseSeconds : turnPauseSeconds;
    const pause = Math.round(seconds * sampleRate);
    pauses.push(pause);
    position += pause;
    if (isNewSection) starts.push({ title: turn.section.trim() || title, at: index === 0 ? 0 : position });
    position += turn.sampleCount;
  });
  const totalSamples = position + Math.round(leadSeconds * sampleRate);
  const chapters = starts.map(({ title: chapterTitle, at }, index) => ({
    title: chapterTitle,
    startSeconds: at / sampleRate,
    endSeconds: (starts[index + 1]?.at ?? totalSamples) / sampleRate,
  }));
  return { pauses, totalSamples, chapters };
}
