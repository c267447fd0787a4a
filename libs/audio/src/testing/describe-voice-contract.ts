import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { SpeechRequest, Voice } from '../ports/voice.ts';
import { type DecodedSpeech, decodeSpeech } from '../speech/decode-speech.ts';

const text = 'Every living thing is made of cells, and every cell comes from another cell.';

const energy = ({ samples }: DecodedSpeech) =>
  samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
const seconds = ({ samples, sampleRate }: DecodedSpeech) => samples.length / sampleRate;

/** What every Voice must do. Call it at the top level of a test file, once an adapter. */
export function describeVoiceContract(name: string, createVoice: () => Voice | Promise<Voice>): void {
  describe(`the contract of a voice: ${name}`, () => {
    let voice: Voice;
    const [first, second] = ['first', 'second'] as const;
    const speak = (request: Omit<SpeechRequest, 'language'>) => voice.speak({ language: 'en', ...request });
    const hear = async (request: Omit<SpeechRequest, 'language'>) => decodeSpeech(await speak(request));
    const voiceNamed = (which: typeof first | typeof second) => voice.voices[which === first ? 0 : 1] ?? '';

    beforeAll(async () => {
      voice = await createVoice();
    });

    afterAll(() => voice.close());

    test('when asked for its voices, there are at least two, all different', () => {
      expect(new Set(voice.voices).size).toBe(voice.voices.length);
      expect(voice.voices.length).toBeGreaterThan(1);
    });

    test('when a sentence is spoken, it is audible and at the promised sample rate', async () => {
      const speech = await hear({ text, voice: voiceNamed(first) });
      expect(speech.sampleRate).toBe(voice.sampleRate);
      expect(energy(speech)).toBeGreaterThan(10_000);
    });

    test('when a sentence is spoken, it takes the time that the speaking rate says, within a third', async () => {
      const expected = text.length / voice.speakingRate.charactersPerSecond;
      const speech = await hear({ text, voice: voiceNamed(first) });
      expect(Math.abs(seconds(speech) - expected)).toBeLessThan(expected / 3);
    });

    test('when there is more text, it takes longer', async () => {
      const short = await hear({ text, voice: voiceNamed(second) });
      const long = await hear({ text: `${text} ${text} ${text}`, voice: voiceNamed(second) });
      expect(seconds(long)).toBeGreaterThan(2 * seconds(short));
    });

    test('when two voices speak the same text, they sound different', async () => {
      const one = await hear({ text, voice: voiceNamed(first) });
      const other = await hear({ text, voice: voiceNamed(second) });
      expect(Buffer.from(one.samples).equals(Buffer.from(other.samples))).toBe(false);
    });

    test('when more is asked than it works on at once, every request is answered', async () => {
      const requests = Array.from({ length: 2 * voice.parallelism + 1 }, (_, index) =>
        hear({
          text: `This is request ${index}.`,
          voice: voiceNamed(index % 2 === 0 ? first : second),
        }),
      );
      const answers = await Promise.all(requests);
      expect(answers.filter((speech) => energy(speech) > 10_000)).toHaveLength(requests.length);
    });

    test('when there is no such voice, it says so', async () => {
      await expect(speak({ text, voice: 'nobody' })).rejects.toMatchObject({ code: 'voice-unknown' });
    });

    test.each(['', '   ', '... !!! ---', '👍🎉'])(
      'when the text is %j, it says that nothing can be spoken',
      async (empty) => {
        await expect(speak({ text: empty, voice: voiceNamed(first) })).rejects.toMatchObject({
          code: 'text-unspeakable',
          isRetryable: false,
        });
      },
    );

    test('when the text is longer than it speaks at once, it says so', async () => {
      const long = 'word '.repeat(Math.ceil(voice.maximumCharacters / 5) + 1);
      await expect(speak({ text: long, voice: voiceNamed(first) })).rejects.toMatchObject({
        code: 'text-too-long',
        isRetryable: false,
      });
    });

    test.each([
      `**Cells** are \`small\`, see [1](https://example.org/a?b=c).`,
      'Water boils at 100 °C, 3/4 of 1,200 kg.',
      '<speak>Hello<break time="3s"/></speak> --version -f /etc/hostname',
    ])('when %j is made speakable twice, it is the same as once', (marked) => {
      const once = voice.speakable(marked, 'en');
      expect(once).not.toBe('');
      expect(voice.speakable(once, 'en')).toBe(once);
    });

    test('when it has spoken, it says how many characters that was', async () => {
      const { characters } = await speak({ text, voice: voiceNamed(first) });
      expect(characters).toBeGreaterThanOrEqual(text.length);
      expect(characters).toBeLessThan(2 * text.length);
    });

    test('when the signal is aborted already, nothing is spoken', async () => {
      await expect(
        speak({ text, voice: voiceNamed(first), signal: AbortSignal.abort() }),
      ).rejects.toMatchObject({ code: 'audio-aborted' });
    });

    test('when the signal is aborted under way, the call ends and the next one works', async () => {
      const cancel = new AbortController();
      const call = speak({
        text: `${text} `.repeat(7),
        voice: voiceNamed(first),
        signal: cancel.signal,
      });
      cancel.abort();
      await expect(call).rejects.toMatchObject({ code: 'audio-aborted' });
      expect(energy(await hear({ text, voice: voiceNamed(first) }))).toBeGreaterThan(10_000);
    });

    test('when it is closed, it refuses to speak', async () => {
      const other = await createVoice();
      await other.close();
      await expect(other.speak({ text, language: 'en', voice: other.voices[0] ?? '' })).rejects.toMatchObject(
        {
          code: 'voice-failed',
        },
      );
    });
  });
}
