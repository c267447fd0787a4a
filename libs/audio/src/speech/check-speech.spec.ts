import { describe, expect, test } from '@jest/globals';

import { spokenLetters } from '../speakable/spoken-letters.ts';
import { checkSpeech } from './check-speech.ts';
import { joined, tone } from '../signal/tone.ts';

const sampleRate = 8000;
/** Takes 10 s. */
const expected = { sampleRate, letters: { least: 150, most: 150 }, charactersPerSecond: 15 };
const check = (samples: Int16Array, rate = sampleRate) =>
  checkSpeech({ samples, sampleRate: rate }, expected);
/** The last 100 ms die away, as speech does. */
const dying = (samples: Int16Array) =>
  samples.map((sample, index) => Math.round(sample * Math.min(1, (samples.length - 1 - index) / 800)));
const implausible = (message: RegExp) =>
  expect.objectContaining({
    code: 'audio-implausible',
    isRetryable: true,
    message: expect.stringMatching(message),
  });

describe('checking the speech of a turn', () => {
  test('when it lasts as long as its characters take, it is returned without the silence around it', () => {
    const silence = new Int16Array(sampleRate);
    const samples = check(joined(silence, tone(10, sampleRate), silence));
    expect(samples.length / sampleRate).toBeCloseTo(10.1, 1);
  });

  test.each([
    ['empty', new Int16Array(), /silent/],
    ['silent', new Int16Array(10 * sampleRate), /silent/],
    ['a whisper of noise', tone(10, sampleRate, 0.004), /silent/],
    ['cut off in the middle', tone(5, sampleRate), /10\.0 s were expected/],
    ['three times too long', tone(30, sampleRate), /10\.0 s were expected/],
    [
      'mostly silence',
      joined(tone(1, sampleRate), new Int16Array(8 * sampleRate), tone(1, sampleRate)),
      /% of the speech is sound/,
    ],
    ['clipped', tone(10, sampleRate).map((sample) => Math.sign(sample) * 32767), /clipped/],
  ])('when it is %s, it is refused', (_, samples, why) => {
    expect(() => check(samples)).toThrow(implausible(why));
  });

  // 75 letters take 5 s, 300 take 20.
  test.each([
    [2.8, /2\.8 s of speech where 5\.0 to 20\.0 s were expected/],
    [38, /38\.0 s of speech where 5\.0 to 20\.0 s were expected/],
  ])('when its text may take 5 to 20 s and it lasts %d s, it is refused', (seconds, why) => {
    const samples = dying(tone(seconds, sampleRate));
    const letters = { least: 75, most: 300 };
    expect(() => checkSpeech({ samples, sampleRate }, { ...expected, letters })).toThrow(implausible(why));
  });

  test.each([3.2, 36])('when its text may take 5 to 20 s and it lasts %d s, it is taken', (seconds) => {
    const samples = dying(tone(seconds, sampleRate));
    const letters = { least: 75, most: 300 };
    expect(checkSpeech({ samples, sampleRate }, { ...expected, letters })).toHaveLength(samples.length);
  });

  test.each([
    ['one word that is drawn out', 'Oh!', tone(1, sampleRate)],
    [
      'two words with a long pause',
      'No. Never.',
      joined(tone(0.4, sampleRate), new Int16Array(1.6 * sampleRate), tone(0.4, sampleRate)),
    ],
  ])('when it is %s, it is taken', (_, text, samples) => {
    const letters = spokenLetters(text);
    const spoken = dying(samples);
    expect(checkSpeech({ samples: spoken, sampleRate }, { ...expected, letters })).toHaveLength(
      spoken.length,
    );
  });

  test('when fifteen letters take a fifth of a second, it is refused', () => {
    const samples = dying(tone(0.2, sampleRate));
    const letters = { least: 15, most: 15 };
    expect(() => checkSpeech({ samples, sampleRate }, { ...expected, letters })).toThrow(
      implausible(/0\.2 s of speech where 1\.0 s were expected/),
    );
  });

  test('when its sample rate is not the promised one, it is refused', () => {
    expect(() => check(tone(10, sampleRate), 16_000)).toThrow(implausible(/16000 Hz where 8000 Hz/));
  });

  test('when it is short but dies away, it is taken', () => {
    expect(check(dying(tone(8, sampleRate)))).toHaveLength(8 * sampleRate);
  });

  test('when it is a little short and breaks off at full voice, it is refused', () => {
    expect(() => check(tone(8, sampleRate))).toThrow(implausible(/breaks off/));
  });

  test('when it is as long as it should be, it may end as it likes', () => {
    expect(check(tone(10.5, sampleRate))).toHaveLength(10.5 * sampleRate);
  });
});
