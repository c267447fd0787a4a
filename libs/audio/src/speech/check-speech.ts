import { AudioError } from '../errors.ts';
import type { DecodedSpeech } from './decode-speech.ts';
import { activeThreshold, amplitude, trimSilence, windowLevels, windowSeconds } from '../signal/samples.ts';

/** What is known of speech before it is heard. */
export interface ExpectedSpeech {
  /** Hertz, as the voice promises. */
  sampleRate: number;
  /** Of the text as it is read aloud, at least and at most (`spokenLetters`). */
  letters: { least: number; most: number };
  /** Of the voice. */
  charactersPerSecond: number;
}

/**
 * Speech of one turn takes between these shares of what its characters let expect. Over 1268
 * turns of the built-in voices the shares lie between 0.83 and 1.47.
 */
const shortestShare = 0.7;
const longestShare = 1.8;
/** A word or two may be quicker or slower than any average: "Oh!" may take a second. */
const slackSeconds = { less: 0.5, more: 1 };
/** But nobody says anything in less than this share of its time. */
const leastShare = 0.45;

/** The loudest 20 ms of speech reach this, or nobody is speaking. */
const quietestPeakLevel = amplitude(-45);
/** Speech pauses at commas and between sentences, not for half of its length; "No. Never." may. */
const leastActiveShare = 0.35;
const activeFromSeconds = 4;
/** Samples at full scale: more than this share of them is distortion, not a peak. */
const mostClippedShare = 0.01;
/** Speech dies away. One that still is this loud beside its loudest 20 ms when it ends, and is short, was cut off. */
const loudestEnd = amplitude(-12);

/**
 * Returns the speech without the silence around it. Throws `audio-implausible` (retryable: another try may give
 * sound audio) if it has another sample rate than the voice promised, is silent, clipped, cut off, or can't be this
 * text.
 */
export function checkSpeech({ samples, sampleRate }: DecodedSpeech, expected: ExpectedSpeech): Int16Array {
  const refuse = (why: string) => new AudioError('audio-implausible', why, { isRetryable: true });
  if (sampleRate !== expected.sampleRate)
    throw refuse(`Speech at ${sampleRate} Hz where ${expected.sampleRate} Hz was promised`);

  const levels = windowLevels(samples, sampleRate);
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  if (loudest < quietestPeakLevel)
    throw refuse(`Speech of ${(levels.length * windowSeconds).toFixed(2)} s is silent`);

  const trimmed = trimSilence(samples, sampleRate);
  const inner = windowLevels(trimmed, sampleRate);
  const threshold = activeThreshold(inner);
  const activeShare = inner.filter((level) => level >= threshold).length / inner.length;
  if (activeShare < leastActiveShare && trimmed.length > activeFromSeconds * sampleRate)
    throw refuse(`Only ${Math.round(100 * activeShare)} % of the speech is sound`);

  const clipped = trimmed.reduce((count, sample) => count + (Math.abs(sample) >= 32767 ? 1 : 0), 0);
  if (clipped > mostClippedShare * trimmed.length)
    throw refuse(`${clipped} of ${trimmed.length} samples are clipped`);

  const seconds = trimmed.length / sampleRate;
  const { letters, charactersPerSecond } = expected;
  const shortest = letters.least / charactersPerSecond;
  const longest = letters.most / charactersPerSecond;
  const least = Math.max(shortest * shortestShare - slackSeconds.less, shortest * leastShare);
  if (seconds < least || seconds > longest * longestShare + slackSeconds.more) {
    const asLong = [...new Set([shortest.toFixed(1), longest.toFixed(1)])].join(' to ');
    throw refuse(`${seconds.toFixed(1)} s of speech where ${asLong} s were expected`);
  }

  const lastWindow =
    windowLevels(samples.subarray(-Math.round(windowSeconds * sampleRate)), sampleRate)[0] ?? 0;
  if (seconds < shortest && lastWindow > loudestEnd * loudest)
    throw refuse(`Speech of ${seconds.toFixed(1)} s breaks off in the middle of a sound`);
  return trimmed;
}
