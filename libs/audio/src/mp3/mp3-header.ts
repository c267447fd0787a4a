/** Frame headers and the Info frame of MPEG audio layer III (ISO 11172-3, 13818-3), mono, constant bit rate. */

const mpeg1Rates = [44_100, 48_000, 32_000];
const mpeg2Rates = [22_050, 24_000, 16_000];
const mpeg25Rates = [11_025, 12_000, 8_000];
/** Rates that MP3 has, in hertz. */
export const mp3SampleRates = [...mpeg25Rates, ...mpeg2Rates, ...mpeg1Rates].sort(
  (one, other) => one - other,
);
const mpeg1Bitrates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const mpeg2Bitrates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

export interface FrameHeader {
  /** Hertz. */
  sampleRate: number;
  bitrateKbps: number;
  isMono: boolean;
  samplesPerFrame: number;
  /** Of the whole frame, header included. */
  bytes: number;
  /** Header and side information: where an Info tag would start. */
  tagOffset: number;
}

/** Reads the four bytes of a frame header; undefined if they are none of layer III. */
export function parseFrameHeader(bytes: Uint8Array, offset = 0): FrameHeader | undefined {
  const [sync = 0, version = 0, rates = 0, mode = 0] = bytes.subarray(offset, offset + 4);
  if (sync !== 0xff || (version & 0xe0) !== 0xe0 || ((version >> 1) & 3) !== 1) return undefined;
  const kind = (version >> 3) & 3;
  const isMpeg1 = kind === 3;
  const sampleRate = [mpeg25Rates, [], mpeg2Rates, mpeg1Rates][kind]?.[(rates >> 2) & 3];
  const bitrate = (isMpeg1 ? mpeg1Bitrates : mpeg2Bitrates)[rates >> 4];
  if (sampleRate === undefined || bitrate === undefined || bitrate === 0) return undefined;
  const isMono = mode >> 6 === 3;
  const samplesPerFrame = isMpeg1 ? 1152 : 576;
  const sideInformation = isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  return {
    sampleRate,
    bitrateKbps: bitrate,
    isMono,
    samplesPerFrame,
    bytes: Math.floor((samplesPerFrame * 125 * bitrate) / sampleRate) + ((rates >> 1) & 1),
    tagOffset: 4 + sideInformation,
  };
}

/** The four bytes of a mono frame. Throws a RangeError for a sample rate or bit rate that MP3 doesn't have. */
function monoHeader(sampleRate: number, bitrateKbps: number): Uint8Array {
  const kind = [mpeg25Rates, [], mpeg2Rates, mpeg1Rates].findIndex((rates) => rates.includes(sampleRate));
  if (kind < 0) throw new RangeError(`MP3 has no sample rate of ${sampleRate} Hz`);
  const rate = [mpeg25Rates, [], mpeg2Rates, mpeg1Rates][kind]?.indexOf(sampleRate) ?? 0;
  const bitrate = (kind === 3 ? mpeg1Bitrates : mpeg2Bitrates).indexOf(bitrateKbps);
  if (bitrate < 1) throw new RangeError(`MP3 of ${sampleRate} Hz has no bit rate of ${bitrateKbps} kbit/s`);
  return Uint8Array.of(0xff, 0xe3 | (kind << 3), (bitrate << 4) | (rate << 2), 0xc4);
}

export interface Mp3Plan {
  frames: number;
  /** Samples that the encoder puts before the first and after the last one: players take them off again. */
  delay: number;
  padding: number;
  samplesPerFrame: number;
}

/** LAME's own (`ENCDELAY`). */
const encoderDelay = 576;

/** How many frames LAME makes of so many samples: `lame_encode_flush` pads by at least 576 to a whole frame. */
export function planMp3(sampleCount: number, sampleRate: number): Mp3Plan {
  const samplesPerFrame = mpeg1Rates.includes(sampleRate) ? 1152 : 576;
  const samples = sampleCount + encoderDelay;
  let padding = samplesPerFrame - (samples % samplesPerFrame);
  if (padding < 576) padding += samplesPerFrame;
  return { frames: (samples + padding) / samplesPerFrame, delay: encoderDelay, padding, samplesPerFrame };
}

/** CRC-16 with polynomial 0xA001, as LAME writes it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

/**
 * A silent frame with the Info tag of LAME (gabriel.mp3-tech.org/mp3infotag.html): the number of frames and
 * bytes, by which players know the duration without guessing, and the samples to leave off at both ends.
 */
export function infoFrame(plan: Mp3Plan, sampleRate: number, bitrateKbps: number): Uint8Array {
  const header = monoHeader(sampleRate, bitrateKbps);
  const { bytes: frameBytes = 0, tagOffset = 0 } = parseFrameHeader(header) ?? {};
  const totalBytes =
    frameBytes + Math.floor((plan.frames * plan.samplesPerFrame * 125 * bitrateKbps) / sampleRate);
  const frame = Buffer.alloc(frameBytes);
  frame.set(header);
  let offset = frame.write('Info', tagOffset, 'latin1') + tagOffset;
  offset = frame.writeUInt32BE(0b1111, offset);
  offset = frame.writeUInt32BE(plan.frames, offset);
  offset = frame.writeUInt32BE(totalBytes, offset);
  for (let percent = 0; percent < 100; percent++) frame[offset++] = Math.floor((percent * 256) / 100);
  offset = frame.writeUInt32BE(50, offset);
  offset += frame.write('LAME3.100', offset, 'latin1');
  offset = frame.writeUInt8(1, offset); // constant bit rate
  offset += 10; // low-pass, peak and gains unknown; no flags
  offset = frame.writeUInt8(bitrateKbps, offset);
  offset = frame.writeUIntBE((plan.delay << 12) | plan.padding, offset, 3);
  offset += 4; // stereo mode, gain and preset unknown
  offset = frame.writeUInt32BE(totalBytes, offset);
  offset += 2; // no checksum of the music
  frame.writeUInt16BE(crc16(frame.subarray(0, offset)), offset);
  return frame;
}
