import type { QualityIssue } from '../../materials/check-material.ts';
import type { SpeakingRate } from '../../ports/writer.ts';

export const defaultSpeakingRate: SpeakingRate = { charactersPerSecond: 15, pauseSeconds: 0.4 };

/** A script tells so much of its source when nobody asks for a length, and of a short one more: 15 kB give seven minutes. */
const toldShare = 0.37;
const toldAtLeast = 1000;
const maxDefaultMinutes = 12;

/** The contract's limits on all turns together, with a margin for a last turn. */
const characters = { min: 1100, max: 58_000 };

const averageTurnCharacters = 120;

/** How many characters the turns should have together, if they are of average length. */
export function targetCharacters(
  sourceCharacters: number,
  rate: SpeakingRate,
  targetMinutes?: number,
): number {
  const charactersAMinute = charactersIn(1, rate);
  const supported = Math.min(
    maxDefaultMinutes * charactersAMinute,
    toldAtLeast + sourceCharacters * toldShare,
  );
  return withinLimits(targetMinutes === undefined ? supported : targetMinutes * charactersAMinute);
}

const withinLimits = (wanted: number): number =>
  Math.round(Math.min(characters.max, Math.max(characters.min, wanted)));

export interface ScriptLength {
  target: number;
  /** Of a script, counted as the target is. */
  of(turns: { text: string }[]): number;
}

/**
 * What to measure turns by that are written already: characters, as many as fit the source; or, when minutes are asked
 * for, what could be said in them, where each pause between turns counts as the characters that it takes the time of.
 */
export function scriptLength(
  sourceCharacters: number,
  rate: SpeakingRate,
  targetMinutes?: number,
): ScriptLength {
  const { charactersPerSecond, pauseSeconds } = rate;
  const textOf = (turns: { text: string }[]) => turns.reduce((sum, { text }) => sum + text.length, 0);
  if (targetMinutes === undefined) return { target: targetCharacters(sourceCharacters, rate), of: textOf };
  return {
    target: withinLimits(targetMinutes * 60 * charactersPerSecond),
    of: (turns) => textOf(turns) + pauseSeconds * charactersPerSecond * Math.max(0, turns.length - 1),
  };
}

/** What is spoken in so many minutes, when turns of average length alternate with pauses. */
function charactersIn(minutes: number, { charactersPerSecond, pauseSeconds }: SpeakingRate): number {
  const secondsATurn = averageTurnCharacters / charactersPerSecond + pauseSeconds;
  return (minutes * 60 * averageTurnCharacters) / secondsATurn;
}

/** Minutes to listen to: every character, and a pause between two turns. */
export function spokenMinutes(
  turns: { text: string }[],
  { charactersPerSecond, pauseSeconds }: SpeakingRate,
): number {
  const spoken = turns.reduce((sum, { text }) => sum + text.length, 0) / charactersPerSecond;
  const seconds = spoken + pauseSeconds * Math.max(0, turns.length - 1);
  return Math.max(0.01, Math.round((seconds / 60) * 100) / 100);
}

/** Less than this share of what was asked for is worth saying so. */
const noticeableShare = 0.85;

/** Named when a script is noticeably shorter than asked for: nothing is invented to fill the time. */
export function shorterThanAsked(minutes: number, targetMinutes: number | undefined): QualityIssue[] {
  if (targetMinutes === undefined || minutes >= targetMinutes * noticeableShare) return [];
  return [
    {
      code: 'shorter-than-asked',
      message: `the source supports ${minutes} of the ${targetMinutes} minutes asked for`,
    },
  ];
}
