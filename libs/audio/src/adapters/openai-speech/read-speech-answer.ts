import { AudioError } from '../../errors.ts';
import type { Speech } from '../../ports/voice.ts';
import { parseWave } from '../../speech/wave.ts';

export type SpeechFormat = 'wav' | 'pcm' | 'mp3';

/** 23 minutes of WAVE at 24 kHz: several times what the longest text takes. */
const mostAnswerBytes = 64 * 1024 * 1024;
/** So much of the beginning tells text from sound. */
const beginningBytes = 64;

const failed = (message: string) => new AudioError('voice-failed', message, { isRetryable: true });
const cutOff = (message: string) => new AudioError('voice-cut-off', message, { isRetryable: true });

/**
 * The whole body. Throws `voice-cut-off` (retryable) if it breaks off, `voice-failed` (retryable) if it has more than
 * so many bytes, and the stream's own error if the signal is aborted.
 */
export async function readWhole(
  body: AsyncIterable<Uint8Array> | null,
  signal: AbortSignal,
  mostBytes = mostAnswerBytes,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body ?? []) {
      length += piece.length;
      if (length > mostBytes) break;
      pieces.push(piece);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw cutOff(`The answer of the speech server broke off after ${length} bytes`);
  }
  if (length > mostBytes) throw failed(`The answer of the speech server has more than ${mostBytes} bytes`);
  return new Uint8Array(Buffer.concat(pieces));
}

/** Whether these bytes are text: sound has zeros, control characters or bytes that no text has among its first. */
function isText(bytes: Uint8Array): boolean {
  try {
    const beginning = bytes.subarray(0, beginningBytes);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return !/[^\P{Cc}\t\r\n]/u.test(text);
  } catch {
    return false;
  }
}

const isWave = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'RIFF';
/** An ID3v2 tag, or the eleven set bits with which a frame begins. */
const isMp3 = ([first = 0, second = 0, third = 0]: Uint8Array): boolean =>
  (first === 0xff && second >= 0xe0) || (first === 0x49 && second === 0x44 && third === 0x33);

/**
 * The sound in an answer. PCM and MP3 are taken to be at `sampleRate`; a WAVE says its own.
 * Throws `voice-failed` (retryable) if it is empty or no such audio, `voice-cut-off` (retryable) if it ends within a
 * sample.
 * @param say what to repeat of an answer that is text
 */
export function toSpeech(
  bytes: Uint8Array,
  { contentType, format, sampleRate }: { contentType: string; format: SpeechFormat; sampleRate: number },
  say: (body: string) => string,
): Omit<Speech, 'characters'> {
  if (bytes.length === 0) throw failed('The answer of the speech server is empty');
  if (/^text\/|[/+](?:json|xml)\b/i.test(contentType) || isText(bytes))
    throw failed(`The speech server answered with text: ${say(Buffer.from(bytes).toString())}`);
  // Some servers send a WAVE whatever they are asked for: its header would be heard as a click.
  if (format === 'wav' || (format === 'pcm' && isWave(bytes))) {
    const wave = parseWave(bytes);
    return { audio: { format: 'pcm', samples: wave.samples }, sampleRate: wave.sampleRate };
  }
  if (format === 'mp3') {
    if (!isMp3(bytes)) throw failed('The answer of the speech server is no MP3');
    return { audio: { format: 'mp3', bytes }, sampleRate };
  }
  if (bytes.length % 2 !== 0) throw cutOff(`The answer of ${bytes.length} bytes ends within a sample`);
  return { audio: { format: 'pcm', samples: new Int16Array(new Uint8Array(bytes).buffer) }, sampleRate };
}
