import type { SpeechFormat } from '../../adapters/openai-speech/read-speech-answer.ts';
import { toFloat32 } from '../../signal/samples.ts';
import { encodeMp3 } from '../encode-mp3.ts';
import { waveOf } from '../wave-of.ts';

const unknownSize = 0xffffffff;

/** Samples as OpenAI and the servers that are like it send them. */
export async function encodeAnswer(
  samples: Int16Array,
  { format, rate, wave }: { format: SpeechFormat; rate: number; wave: 'streamed' | 'exact' },
): Promise<{ contentType: string; bytes: Uint8Array }> {
  if (format === 'mp3')
    return { contentType: 'audio/mpeg', bytes: await encodeMp3(toFloat32(samples), { sampleRate: rate }) };
  if (format === 'pcm') {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    return { contentType: 'audio/pcm', bytes };
  }
  const bytes = Buffer.from(waveOf(samples, rate));
  if (wave === 'streamed') [4, 40].forEach((offset) => bytes.writeUInt32LE(unknownSize, offset));
  return { contentType: 'audio/wav', bytes };
}
