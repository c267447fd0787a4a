import { AudioError } from '../errors.ts';

/** An hour and a half of MP3 at 96 kbit/s, 23 minutes of WAVE at 24 kHz: what is longer is no answer to a turn. */
const mostAnswerBytes = 64 * 1024 * 1024;
/** So much of the beginning tells text from sound. */
const beginningBytes = 64;

const failed = (message: string) => new AudioError('voice-failed', message, { isRetryable: true });

/**
 * The whole body of an answer. Throws `voice-cut-off` (retryable) if it ends before it is whole, without the stream's
 * own error, which may hold what was sent; `voice-failed` (retryable) if it has more than so many bytes.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array> | null,
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
  } catch {
    throw new AudioError('voice-cut-off', `The answer broke off after ${length} bytes`, {
      isRetryable: true,
    });
  }
  if (length > mostBytes) throw failed(`The answer has more than ${mostBytes} bytes`);
  return new Uint8Array(Buffer.concat(pieces));
}

/** Whether these bytes are text: sound has zeros, control characters or bytes that no text has among its first. */
export function isText(bytes: Uint8Array): boolean {
  try {
    const beginning = bytes.subarray(0, beginningBytes);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return !/[^\P{Cc}\t\r\n]/u.test(text);
  } catch {
    return false;
  }
}

/** As `readBody`; also throws `voice-failed` (retryable) for an answer that is empty, or text such as JSON or HTML. */
export async function readAudio(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const bytes = await readBody(body);
  if (bytes.length === 0) throw failed('The answer is empty');
  if (isText(bytes)) throw failed('The answer is text, not audio');
  return bytes;
}
