import { AudioError } from '../../errors.ts';
import type { Speech } from '../../ports/voice.ts';
import { isText } from '../../speech/read-audio.ts';
import { parseWave } from '../../speech/wave.ts';

export type SpeechFormat = 'wav' | 'pcm' | 'mp3';

const failed = (message: string) => new AudioError('voice-failed', message, { isRetryable: true });
const cutOff = (message: string) => new AudioError('voice-cut-off', message, { isRetryable: true });

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
