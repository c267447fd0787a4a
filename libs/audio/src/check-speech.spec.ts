import { describe, expect, test } from '@jest/globals';

import { checkSpeech } from './check-speech.ts';
import { joined, tone } from './testing/tone.ts';

const sampleRate = 8000;
const voice = { sampleRate, speakingRate: { charactersPerSecond: 15, pauseSeconds: 0.4 } };
/** Takes 10 s at 15 characters a second. */
const text = 'Plants make sugar of light, and air.. '.repeat(4).replaceAll('..', '.').padEnd(150, 'x');
const check = (samples: Int16Array, overrides: { text?: string; rate?: number } = {}) =>
  checkSpeech(
    { samples, sampleRate: overrides.rate ?? sampleRate },
    { text: overrides.text ?? text, language: 'en', voice },
  );
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

  test('when its sample rate is not the promised one, it is refused', () => {
    expect(() => check(tone(10, sampleRate), { rate: 16_000 })).toThrow(
      implausible(/16000 Hz where 8000 Hz/),
    );
  });

  test('when most of the text is an address, what is spoken of it counts', () => {
    const address = `See https://example.com/${'a'.repeat(300)}`;
    expect(check(tone(1.6, sampleRate), { text: address }).length).toBeGreaterThan(sampleRate);
  });
});
