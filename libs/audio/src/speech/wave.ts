import { AudioError } from '../errors.ts';
import type { DecodedSpeech } from './decode-speech.ts';

const headerBytes = 44;
/** Format tags of RIFF. */
const pcm = 1;
const extensible = 0xfffe;
/** How ffmpeg, and with it OpenAI and Kokoro, writes the size of what is still being made. */
const unknownSize = 0xffffffff;

interface WaveFormat {
  channels: number;
  sampleRate: number;
}

const refuse = (why: string) =>
  new AudioError('voice-failed', `The voice returned no usable WAVE: ${why}`, { isRetryable: true });

/**
 * Reads a RIFF/WAVE file of 16-bit PCM; two channels are mixed to one. Data whose size is not known, as it was streamed
 * (0xFFFFFFFF, or 0 with something behind it), goes on until the end. Throws `voice-failed` (retryable) for anything
 * else, files without samples or shorter than they say included: a truncated answer is never taken for speech.
 */
export function parseWave(bytes: Uint8Array): DecodedSpeech {
  if (bytes.length < headerBytes) throw refuse(`${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (offset: number) => Buffer.from(bytes.subarray(offset, offset + 4)).toString('latin1');
  if (tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw refuse('no RIFF header');
  const statedBytes = view.getUint32(4, true) === unknownSize ? 0 : view.getUint32(4, true) + 8;

  let format: WaveFormat | undefined;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const start = offset + 8;
    const stated = view.getUint32(offset + 4, true);
    const isData = tag(offset) === 'data';
    const isStreamed =
      (stated === unknownSize && statedBytes <= bytes.length) || (stated === 0 && statedBytes < bytes.length);
    const size = isData && isStreamed ? bytes.length - start : stated;
    if (start + size > bytes.length) throw refuse(`chunk of ${size} bytes is cut off`);
    if (tag(offset) === 'fmt ') format = readFormat(new DataView(view.buffer, view.byteOffset + start, size));
    if (isData) {
      if (format === undefined) throw refuse('no format before the data');
      const samples = readSamples(bytes.subarray(start, start + size), format.channels);
      if (samples.length === 0) throw refuse('no samples');
      return { samples, sampleRate: format.sampleRate };
    }
    offset = start + size + (size % 2);
  }
  throw refuse('no data');
}

function readFormat(chunk: DataView): WaveFormat {
  if (chunk.byteLength < 16) throw refuse(`a format of ${chunk.byteLength} bytes`);
  const stated = chunk.getUint16(0, true);
  // What an extensible format extends is the beginning of its last field, the sub-format.
  const format = stated === extensible && chunk.byteLength >= 40 ? chunk.getUint16(24, true) : stated;
  const [channels, sampleRate, bits] = [
    chunk.getUint16(2, true),
    chunk.getUint32(4, true),
    chunk.getUint16(14, true),
  ];
  if (format !== pcm || channels < 1 || channels > 2 || bits !== 16 || sampleRate === 0)
    throw refuse(`format ${format}, ${channels} channels, ${bits} bits, ${sampleRate} Hz`);
  return { channels, sampleRate };
}

/** Half a sample at the end is left out. */
function readSamples(data: Uint8Array, channels: number): Int16Array {
  const bytes = data.length - (data.length % (2 * channels));
  // Copied: samples must begin at an even address, and a Buffer's slice is no copy.
  const samples = new Int16Array(new Uint8Array(data.subarray(0, bytes)).buffer);
  if (channels === 1) return samples;
  const mixed = new Int16Array(samples.length / 2);
  for (let index = 0; index < mixed.length; index++)
    mixed[index] = Math.round(((samples[2 * index] ?? 0) + (samples[2 * index + 1] ?? 0)) / 2);
  return mixed;
}
