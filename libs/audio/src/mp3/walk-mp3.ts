import { AudioError } from '../errors.ts';
import { parseFrameHeader, type FrameHeader } from './mp3-header.ts';

export interface Mp3Summary {
  /** Without the Info frame. */
  frames: number;
  bytes: number;
  sampleRate: number;
  /** What a player shows: without the encoder's delay and padding, if the file names them. */
  durationSeconds: number;
}

export interface Mp3Walk {
  /** The next bytes of the file. Throws `audio-implausible` at the first byte that isn't where a frame must start. */
  push(bytes: Uint8Array): void;
  /** Throws `audio-implausible` if the file ends within a frame, or has none. */
  end(): Mp3Summary;
}

const id3HeaderBytes = 10;
/** An ID3v1 tag, which may stand behind the last frame. */
const trailerBytes = 128;
const isTrailer = (bytes: Buffer) =>
  bytes.length === trailerBytes && bytes.toString('latin1', 0, 3) === 'TAG';
const mayBecomeTrailer = (bytes: Buffer) =>
  bytes.length < trailerBytes && bytes.toString('latin1', 0, 3) === 'TAG';
const broken = (why: string) =>
  new AudioError('audio-implausible', `The MP3 is broken: ${why}`, { isRetryable: true });

/** Walks an MP3 with or without an ID3v2 tag frame by frame, as its bytes come. */
export function createMp3Walk(): Mp3Walk {
  let rest = Buffer.alloc(0);
  let bytes = 0;
  let toSkip = 0;
  let isStart = true;
  let frames = 0;
  let trimmed = 0;
  let first: FrameHeader | undefined;

  const takeFrame = (header: FrameHeader) => {
    if (first === undefined) {
      first = header;
      const tag = rest.subarray(header.tagOffset, header.bytes);
      if (/^(?:Info|Xing)/.test(tag.toString('latin1', 0, 4))) {
        const gaps = tag.subarray(120).toString('latin1', 0, 4) === 'LAME' ? tag.readUIntBE(141, 3) : 0;
        trimmed = (gaps >> 12) + (gaps & 0xfff);
        return;
      }
    }
    if (header.sampleRate !== first.sampleRate) throw broken(`frame ${frames} has ${header.sampleRate} Hz`);
    frames++;
  };

  return {
    push(piece) {
      bytes += piece.length;
      rest = Buffer.concat([rest, piece]);
      for (;;) {
        const skipped = Math.min(toSkip, rest.length);
        toSkip -= skipped;
        rest = rest.subarray(skipped);
        if (rest.length < id3HeaderBytes) return;
        if (isStart && rest.toString('latin1', 0, 3) === 'ID3') {
          const size = [6, 7, 8, 9].reduce((sum, index) => sum * 128 + (rest[index] ?? 0), 0);
          toSkip = id3HeaderBytes + size;
        } else {
          const header = parseFrameHeader(rest);
          if (header === undefined && (isTrailer(rest) || mayBecomeTrailer(rest))) return;
          if (header === undefined) throw broken(`no frame at byte ${bytes - rest.length}`);
          if (rest.length < header.bytes) return;
          takeFrame(header);
          rest = rest.subarray(header.bytes);
        }
        isStart = false;
      }
    },
    end() {
      if ((rest.length > 0 && !isTrailer(rest)) || toSkip > 0) throw broken('it ends within a frame');
      if (first === undefined || frames === 0) throw broken('it has no frames');
      const samples = frames * first.samplesPerFrame - trimmed;
      return { frames, bytes, sampleRate: first.sampleRate, durationSeconds: samples / first.sampleRate };
    },
  };
}
