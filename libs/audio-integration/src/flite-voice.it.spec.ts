import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { afterAll, describe, expect, test } from '@jest/globals';
import { createFliteVoice } from '@la-factoria/audio';
import { describeVoiceContract } from '@la-factoria/audio/testing';

import { pitchOf } from './listen.ts';

describeVoiceContract('Flite', () => createFliteVoice());

const sentence = 'Every living thing is made of cells, and every cell comes from another cell.';

describe('the built-in voices', () => {
  const voice = createFliteVoice();
  const [female = '', male = ''] = voice.voices;
  afterAll(() => voice.close());
  const secondsOf = async (text: string, name = female) =>
    (await voice.speak({ text, voice: name })).samples.length / voice.sampleRate;

  test('when both speak, their pitches are those of a woman and a man', async () => {
    const [high, low] = await Promise.all(
      [female, male].map(async (name) => {
        const { samples, sampleRate } = await voice.speak({ text: sentence, voice: name });
        return pitchOf(samples, sampleRate);
      }),
    );
    expect(high).toBeGreaterThan(140);
    expect(low).toBeLessThan(125);
  });

  test('when the same text is spoken twice, the samples are the same', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => voice.speak({ text: sentence, voice: male })));
    expect([...(one?.samples ?? [])]).toEqual([...(other?.samples ?? [0])]);
  });

  test.each(['--version', '-f /etc/hostname', '-lv', '-voice /etc/passwd', '-o /tmp/out.wav', '--help'])(
    'F21 when the text is "%s", it is spoken as words',
    async (text) => {
      const seconds = await secondsOf(text);
      expect(seconds).toBeGreaterThan(0.4);
      expect(seconds).toBeLessThan(6);
    },
  );

  test('F21 when the text holds SSML, only its words are spoken', async () => {
    const marked = await voice.speak({ text: `<speak>${sentence}<break time="30s"/></speak>`, voice: male });
    const plain = await voice.speak({ text: sentence, voice: male });
    expect([...marked.samples]).toEqual([...plain.samples]);
  });

  test('F21 when emoji stand in the text, the rest is spoken', async () => {
    expect(await secondsOf(`👍 ${sentence} 🎉`)).toBeCloseTo(await secondsOf(sentence), 5);
  });

  test.each(['👍🎉', '... --- !!!', '北京'])(
    'F21 when nothing in %j can be spoken, it says so',
    async (text) => {
      await expect(voice.speak({ text, voice: female })).rejects.toMatchObject({ code: 'text-unspeakable' });
    },
  );

  test('F21 when the text has 20000 characters, all of it is spoken', async () => {
    const fast = createFliteVoice({ rate: 2 });
    const text = `${sentence} `.repeat(260);
    const { samples } = await fast.speak({ text, voice: male });
    await fast.close();
    const expected = text.length / fast.speakingRate.charactersPerSecond;
    expect(text.length).toBeGreaterThan(20_000);
    expect(Math.abs(samples.length / fast.sampleRate / expected - 1)).toBeLessThan(0.15);
  });

  test('F21 when lone surrogates and control characters come, the words around them are spoken', async () => {
    expect(await secondsOf(`\ud800${sentence}\u0000\u001b[2J`)).toBeCloseTo(await secondsOf(sentence), 5);
  });

  test('when the rate is doubled, speech takes half as long', async () => {
    const fast = createFliteVoice({ rate: 2 });
    const { samples } = await fast.speak({ text: sentence, voice: female });
    await fast.close();
    expect(samples.length / fast.sampleRate / (await secondsOf(sentence))).toBeCloseTo(0.5, 1);
  });

  test('when a program speaks and never closes the voice, it ends by itself and without a warning', async () => {
    const program = `import { createFliteVoice } from '@la-factoria/audio';
      const voice = createFliteVoice();
      const { samples } = await voice.speak({ text: 'Good morning.', voice: 'rms' });
      console.log(samples.length > 8000);`;
    const flags = ['--input-type=module', '--eval', program];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, flags, {
      cwd: import.meta.dirname,
      timeout: 30_000,
      env: {},
    });
    expect([stdout, stderr]).toEqual(['true\n', '']);
  });

  test('when a thread takes too long, the call fails and may be tried again', async () => {
    const hasty = createFliteVoice({ timeoutSeconds: 0.001 });
    await expect(hasty.speak({ text: sentence, voice: female })).rejects.toMatchObject({
      code: 'voice-failed',
      isRetryable: true,
    });
    await hasty.close();
  });

  test.each([
    ['a voice that does not exist', { voices: ['slt', 'nobody'] }, 'nobody'],
    ['one voice', { voices: ['slt'] }, 'at least two'],
    ['no threads', { threads: 0 }, 'threads'],
    ['half a thread', { threads: 1.5 }, 'threads'],
    ['a rate of 5', { rate: 5 }, 'rate'],
    ['a limit of no time', { timeoutSeconds: 0 }, 'timeoutSeconds'],
  ])('when it is made with %s, that is refused at once', (_, options, message) => {
    expect(() => createFliteVoice(options)).toThrow(message);
  });
});
