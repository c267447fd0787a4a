import { plainLine } from '../speakable/plain-line.ts';

export interface Chapter {
  title: string;
  startSeconds: number;
  endSeconds: number;
}

/** When a turn is heard. */
export interface TurnTime {
  /** Counted from 0 in the script. */
  turn: number;
  startSeconds: number;
  endSeconds: number;
}

export interface Timeline {
  /** Samples of silence before each unit, and after the last. */
  pauses: number[];
  endPause: number;
  totalSamples: number;
  chapters: Chapter[];
  turns: TurnTime[];
}

/** What is known of a unit when its speech is. */
export interface PlacedSpeech {
  turn: number;
  section: string;
  sampleCount: number;
}

/** Between the pieces of one turn (what a speaker leaves between sentences), two turns, and before a new section. */
const piecePauseSeconds = 0.3;
const turnPauseSeconds = 0.4;
const sectionPauseSeconds = 0.9;
/** Players fade in and cut off: nothing is said in the first and last moment. */
const leadSeconds = 0.15;

/** When each turn starts, and the chapters: one for each run of turns of the same section, without gaps. */
export function layTimeline(units: readonly PlacedSpeech[], title: string, sampleRate: number): Timeline {
  const pauses: number[] = [];
  const starts: { title: string; at: number }[] = [];
  const turns = new Map<number, { start: number; end: number }>();
  let position = 0;
  units.forEach((unit, index) => {
    const before = units[index - 1];
    const isNewSection = before === undefined || unit.section !== before.section;
    const seconds =
      before === undefined
        ? leadSeconds
        : unit.turn === before.turn
          ? piecePauseSeconds
          : isNewSection
            ? sectionPauseSeconds
            : turnPauseSeconds;
    const pause = Math.round(seconds * sampleRate);
    pauses.push(pause);
    position += pause;
    if (isNewSection)
      starts.push({ title: plainLine(unit.section) || plainLine(title), at: index === 0 ? 0 : position });
    const start = turns.get(unit.turn)?.start ?? position;
    position += unit.sampleCount;
    turns.set(unit.turn, { start, end: position });
  });
  const endPause = Math.round(leadSeconds * sampleRate);
  const totalSamples = position + endPause;
  const chapters = starts.map(({ title: chapterTitle, at }, index) => ({
    title: chapterTitle,
    startSeconds: at / sampleRate,
    endSeconds: (starts[index + 1]?.at ?? totalSamples) / sampleRate,
  }));
  return {
    ...{ pauses, endPause, totalSamples, chapters },
    turns: [...turns].map(([turn, { start, end }]) => ({
      turn,
      startSeconds: start / sampleRate,
      endSeconds: end / sampleRate,
    })),
  };
}
