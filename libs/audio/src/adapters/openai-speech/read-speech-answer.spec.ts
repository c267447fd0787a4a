import { describe, expect, test } from '@jest/globals';

import { encodeMp3 } from '../../testing/encode-mp3.ts';
import { waveOf } from '../../testing/wave-of.ts';
import { type SpeechFormat, toSpeech } from './read-speech-answer.ts';

const samples = Int16Array.from({ length: 2400 }, (_, index) => 9000 * Math.sin(index / 10));
const pcm = new Uint8Array(samples.buffer);
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

function read(bytes: Uint8Array, options: { contentType?: string; format?: SpeechFormat } = {}) {
  const { contentType = 'audio/wav', format = 'wav' } = options;
  return toSpeech(bytes, { contentType, format, sampleRate: 24_000 }, (body) => `said ${body.slice(0, 40)}`);
}

describe('the answer of a speech server', () => {
  test('when it is a WAVE, its own rate is told, whatever was promised', () => {
    expect(read(waveOf(samples, 22_050))).toEqual({ audio: { format: 'pcm', samples }, sampleRate: 22_050 });
  });

  test.each([
    ['samples', pcm, 24_000],
    ['a WAVE all the same', waveOf(samples, 16_000), 16_000],
  ])('when PCM is asked for and %s come, they are read', (_, bytes, sampleRate) => {
    expect(read(bytes, { format: 'pcm' })).toEqual({ audio: { format: 'pcm', samples }, sampleRate });
  });

  test('when PCM does not begin at an even address, it is read all the same', () => {
    const shifted = new Uint8Array([0, ...pcm]).subarray(1);
    expect(read(shifted, { format: 'pcm' }).audio).toEqual({ format: 'pcm', samples });
  });

  test('when PCM ends within a sample, it was cut off', () => {
    expect(() => read(pcm.subarray(1), { format: 'pcm' })).toThrow(
      expect.objectContaining({ code: 'voice-cut-off', isRetryable: true }),
    );
  });

  test('when it is an MP3, it is passed on as it came', async () => {
    const bytes = await encodeMp3(
      Float32Array.from(samples, (sample) => sample / 32768),
      {
        sampleRate: 24_000,
      },
    );
    const expected = { audio: { format: 'mp3', bytes }, sampleRate: 24_000 };
    expect(read(bytes, { format: 'mp3' })).toEqual(expected);
    const tagged = new Uint8Array(Buffer.concat([Buffer.from('ID3\u0003'), bytes]));
    expect(read(tagged, { format: 'mp3' }).audio).toEqual({ format: 'mp3', bytes: tagged });
  });

  const json = bytesOf('{"error": {"message": "Out of memory"}}');
  test.each<[string, Uint8Array, string, SpeechFormat, string]>([
    ['nothing', new Uint8Array(), 'audio/wav', 'pcm', 'is empty'],
    ['JSON', json, 'application/json', 'pcm', 'Out of memory'],
    ['JSON that says it is audio', json, 'audio/pcm', 'pcm', 'Out of memory'],
    ['a page', bytesOf('<html>Busy</html>'), 'text/html; charset=utf-8', 'mp3', 'Busy'],
    ['a page that says it is audio', bytesOf('<html>Busy</html>'), 'audio/mpeg', 'pcm', 'Busy'],
    ['text in which a letter is cut at its beginning', bytesOf('ä'.repeat(99)), 'audio/pcm', 'pcm', 'ä'],
    ['sound that says it is JSON', pcm, 'application/problem+json', 'pcm', 'text'],
    ['an MP3 for a WAVE', Uint8Array.of(0xff, 0xfb, 0x90, 0, ...pcm), 'audio/wav', 'wav', 'no RIFF'],
    ['a WAVE for an MP3', waveOf(samples, 24_000), 'audio/mpeg', 'mp3', 'no MP3'],
  ])('when it is %s, the voice failed and says why', (_, bytes, contentType, format, message) => {
    expect(() => read(bytes, { contentType, format })).toThrow(
      expect.objectContaining({
        ...{ code: 'voice-failed', isRetryable: true },
        message: expect.stringContaining(message),
      }),
    );
  });
});
