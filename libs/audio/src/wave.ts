import { AudioError } from './errors.ts';
import type { Speech } from './ports/voice.ts';

const headerBytes = 44;

/**
 * Reads a RIFF/WAVE file of mono 16-bit PCM. Throws `voice-failed` (retryable) for anything else, a file that
 * is shorter than it says included: a truncated answer is never taken for speech.
 */
export function parseWave(bytes: Uint8Array): Speech {
  const refuse = (why: string) =>
    new AudioError('voice-failed', `The voice returned no usable WAVE: ${why}`, { isRetryable: true });
  if (bytes.length < headerBytes) throw refuse(`${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (offset: number) => Buffer.from(bytes.subarray(offset, offset + 4)).toString('latin1');
  if (tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw refuse('no RIFF header');

  let sampleRate = 0;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const size = view.getUint32(offset + 4, true);
    const start = offset + 8;
    if (start + size > bytes.length) throw refuse(`chunk of ${size} bytes is cut off`);
    if (tag(offset) === 'fmt ') {
      const [format, channels, bits] = [
        view.getUint16(start, true),
        view.getUint16(start + 2, true),
        view.getUint16(start + 14, true),
      ];
      if (format !== 1 || channels !== 1 || bits !== 16)
        throw refuse(`format ${format}, ${channels} channels, ${bits} bits`);
      sampleRate = view.getUint32(start + 4, true);
    }
    if (tag(offset) === 'data') {
      if (sampleRate === 0) throw refuse('no format before the data');
      return {
        samples: new Int16Array(new Uint8Array(bytes.subarray(start, start + size - (size % 2))).buffer),
        sampleRate,
      };
    }
    offset = start + size + (size % 2);
  }
  throw refuse('no data');
}
