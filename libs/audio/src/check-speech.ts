import { AudioError } from './errors.ts';
import type { Speech, Voice } from './ports/voice.ts';
import { speakableText } from './speakable/speakable-text.ts';
import { activeThreshold, amplitude, trimSilence, windowLevels, windowSeconds } from './samples.ts';

/**
 * Speech of one turn takes between these shares of what its characters let expect. Over 1268
 * turns of the built-in voices the shares lie between 0.83 and 1.47.
 */
const shortestShare = 0.7;
const longestShare = 1.8;
/** A word or two may be quicker or slower than any average. */
const slackSeconds = 0.5;

/** The loudest 20 ms of speech reach this, or nobody is speaking. */
const quietestPeakLevel = amplitude(-45);
/** Speech pauses at commas and between sentences, not for half of its length. */
const leastActiveShare = 0.35;
/** Samples at full scale: more than this share of them is distortion, not a peak. */
const mostClippedShare = 0.01;

/** Characters that are spoken: what the normaliser writes out counts, what it leaves out does not. */
const spokenCharacters = (text: string, language: string): number =>
  (/^en\b/i.test(language) ? speakableText(text) : text.trim()).length;

/**
 * Returns the speech without the silence around it. Throws `audio-implausible` (retryable: another try may give
 * sound audio) if it has another sample rate than the voice promised, is silent, clipped, or can't be this text.
 */
export function checkSpeech(
  speech: Speech,
  expected: { text: string; language: string; voice: Pick<Voice, 'sampleRate' | 'speakingRate'> },
): Int16Array {
  const refuse = (why: string) => new AudioError('audio-implausible', why, { isRetryable: true });
  const { sampleRate, speakingRate } = expected.voice;
  if (speech.sampleRate !== sampleRate)
    throw refuse(`Speech at ${speech.sampleRate} Hz where ${sampleRate} Hz was promised`);

  const levels = windowLevels(speech.samples, sampleRate);
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  if (loudest < quietestPeakLevel) throw refuse(`Speech of ${levels.length * windowSeconds} s is silent`);

  const samples = trimSilence(speech.samples, sampleRate);
  const inner = windowLevels(samples, sampleRate);
  const threshold = activeThreshold(inner);
  const activeShare = inner.filter((level) => level >= threshold).length / inner.length;
  if (activeShare < leastActiveShare)
    throw refuse(`Only ${Math.round(100 * activeShare)} % of the speech is sound`);

  const clipped = samples.reduce((count, sample) => count + (Math.abs(sample) >= 32767 ? 1 : 0), 0);
  if (clipped > mostClippedShare * samples.length)
    throw refuse(`${clipped} of ${samples.length} samples are clipped`);

  const seconds = samples.length / sampleRate;
  const characters = spokenCharacters(expected.text, expected.language);
  const expectedSeconds = characters / speakingRate.charactersPerSecond;
  const [least, most] = [
    expectedSeconds * shortestShare - slackSeconds,
    expectedSeconds * longestShare + slackSeconds,
  ];
  if (seconds < least || seconds > most)
    throw refuse(
      `${seconds.toFixed(1)} s of speech for ${characters} characters; ${expectedSeconds.toFixed(1)} s were expected`,
    );
  return samples;
}
