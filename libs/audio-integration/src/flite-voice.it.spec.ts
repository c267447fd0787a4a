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
  const speak = async (text: string, name: string, by = voice) => {
    const { audio } = await by.speak({ text, voice: name, language: 'en' });
    return audio.format === 'pcm' ? audio.samples : new Int16Array();
  };
  const secondsOf = async (text: string, name = female) =>
    (await speak(text, name)).length / voice.sampleRate;

  test('when both speak, their pitches are those of a woman and a man', async () => {
    const [high, low] = await Promise.all(
      [female, male].map(async (name) => {
        return pitchOf(await speak(sentence, name), voice.sampleRate);
      }),
    );
    expect(high).toBeGreaterThan(140);
    expect(low).toBeLessThan(125);
  });

  test('when the same text is spoken twice, the samples are the same', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => speak(sentence, male)));
    expect(one?.length).toBeGreaterThan(16_000);
    expect(one).toEqual(other);
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
    const marked = await speak(`<speak>${sentence}<break time="30s"/></speak>`, male);
    expect(marked).toEqual(await speak(sentence, male));
  });

  test('F21 when emoji stand in the text, the rest is spoken', async () => {
    expect(await secondsOf(`👍 ${sentence} 🎉`)).toBeCloseTo(await secondsOf(sentence), 5);
  });

  test.each(['👍🎉', '... --- !!!', '北京'])(
    'F21 when nothing in %j can be spoken, it says so',
    async (text) => {
      await expect(speak(text, female)).rejects.toMatchObject({ code: 'text-unspeakable' });
    },
  );

  test('F21 when the text has 20000 characters, it says how many it speaks at once', async () => {
    await expect(speak(`${sentence} `.repeat(260), male)).rejects.toMatchObject({
      code: 'text-too-long',
      message: expect.stringMatching(/20019 characters; these voices speak 600 at once/),
    });
  });

  test('F21 when lone surrogates and control characters come, the words around them are spoken', async () => {
    expect(await secondsOf(`\ud800${sentence}\u0000\u001b[2J`)).toBeCloseTo(await secondsOf(sentence), 5);
  });

  test('when the rate is doubled, speech takes half as long', async () => {
    const fast = createFliteVoice({ rate: 2 });
    const samples = await speak(sentence, female, fast);
    await fast.close();
    expect(samples.length / fast.sampleRate / (await secondsOf(sentence))).toBeCloseTo(0.5, 1);
  });

  test('when a program speaks and never closes the voice, it ends by itself and without a warning', async () => {
    const program = `import { createFliteVoice } from '@la-factoria/audio';
      const voice = createFliteVoice();
      const { audio } = await voice.speak({ text: 'Good morning.', voice: 'rms', language: 'en' });
      console.log(audio.samples.length > 8000);`;
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
    await expect(speak(sentence, female, hasty)).rejects.toMatchObject({
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
