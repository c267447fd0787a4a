import { AudioError } from '../errors.ts';

/** An hour and a half of MP3 at 96 kbit/s: what is longer is no answer to a turn. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The whole body of an answer. Throws `voice-cut-off` (retryable) if it ends before it is whole, `voice-failed`
 * (retryable) if it is empty, has no end, or begins like JSON or HTML.
 */
export async function readAudio(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      length += piece.length;
      if (length > mostBytes) break;
    }
  } catch (cause) {
    throw new AudioError('voice-cut-off', `The answer broke off after ${length} bytes`, {
      isRetryable: true,
      cause,
    });
  }
  const failed = (message: string) => new AudioError('voice-failed', message, { isRetryable: true });
  if (length > mostBytes) throw failed(`The answer has more than ${mostBytes} bytes`);
  if (length === 0) throw failed('The answer is empty');
  const bytes = new Uint8Array(Buffer.concat(pieces));
  if (/^\s*[{[<]/.test(Buffer.from(bytes.subarray(0, 20)).toString('latin1')))
    throw failed('The answer is text, not audio');
  return bytes;
}
