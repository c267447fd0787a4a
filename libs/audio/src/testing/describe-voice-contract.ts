import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { Speech, Voice } from '../ports/voice.ts';

const text = 'Every living thing is made of cells, and every cell comes from another cell.';

const energy = ({ samples }: Speech) =>
  samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
const seconds = ({ samples, sampleRate }: Speech) => samples.length / sampleRate;

/** What every Voice must do. Call it at the top level of a test file, once an adapter. */
export function describeVoiceContract(name: string, createVoice: () => Voice | Promise<Voice>): void {
  describe(`the contract of a voice: ${name}`, () => {
    let voice: Voice;
    const [first, second] = ['first', 'second'] as const;
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
      const speech = await voice.speak({ text, voice: voiceNamed(first) });
      expect(speech.sampleRate).toBe(voice.sampleRate);
      expect(energy(speech)).toBeGreaterThan(10_000);
    });

    test('when a sentence is spoken, it takes the time that the speaking rate says, within a third', async () => {
      const expected = text.length / voice.speakingRate.charactersPerSecond;
      const speech = await voice.speak({ text, voice: voiceNamed(first) });
      expect(Math.abs(seconds(speech) - expected)).toBeLessThan(expected / 3);
    });

    test('when there is more text, it takes longer', async () => {
      const short = await voice.speak({ text, voice: voiceNamed(second) });
      const long = await voice.speak({ text: `${text} ${text} ${text}`, voice: voiceNamed(second) });
      expect(seconds(long)).toBeGreaterThan(2 * seconds(short));
    });

    test('when two voices speak the same text, they sound different', async () => {
      const one = await voice.speak({ text, voice: voiceNamed(first) });
      const other = await voice.speak({ text, voice: voiceNamed(second) });
      expect(Buffer.from(one.samples.buffer).equals(Buffer.from(other.samples.buffer))).toBe(false);
    });

    test('when more is asked than it works on at once, every request is answered', async () => {
      const requests = Array.from({ length: 2 * voice.parallelism + 1 }, (_, index) =>
        voice.speak({
          text: `This is request ${index}.`,
          voice: voiceNamed(index % 2 === 0 ? first : second),
        }),
      );
      const answers = await Promise.all(requests);
      expect(answers.filter((speech) => energy(speech) > 10_000)).toHaveLength(requests.length);
    });

    test('when there is no such voice, it says so', async () => {
      await expect(voice.speak({ text, voice: 'nobody' })).rejects.toMatchObject({ code: 'voice-unknown' });
    });

    test.each(['', '   ', '... !!! ---', '👍🎉'])(
      'when the text is %j, it says that nothing can be spoken',
      async (empty) => {
        await expect(voice.speak({ text: empty, voice: voiceNamed(first) })).rejects.toMatchObject({
          code: 'text-unspeakable',
          isRetryable: false,
        });
      },
    );

    test('when the signal is aborted already, nothing is spoken', async () => {
      await expect(
        voice.speak({ text, voice: voiceNamed(first), signal: AbortSignal.abort() }),
      ).rejects.toMatchObject({ code: 'audio-aborted' });
    });

    test('when the signal is aborted under way, the call ends and the next one works', async () => {
      const cancel = new AbortController();
      const call = voice.speak({
        text: `${text} `.repeat(20),
        voice: voiceNamed(first),
        signal: cancel.signal,
      });
      cancel.abort();
      await expect(call).rejects.toMatchObject({ code: 'audio-aborted' });
      expect(energy(await voice.speak({ text, voice: voiceNamed(first) }))).toBeGreaterThan(10_000);
    });

    test('when it is closed, it refuses to speak', async () => {
      const other = await createVoice();
      await other.close();
      await expect(other.speak({ text, voice: other.voices[0] ?? '' })).rejects.toMatchObject({
        code: 'voice-failed',
      });
    });
  });
}
