import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** What a request meets instead of speech, or in it. */
export type OpenAiSpeechFailure =
  /** A body that is a text is sent as it is, anything else as JSON. */
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  /** The connection breaks after half of the audio, its length having been told or not. */
  | { kind: 'cut'; length: 'told' | 'untold' }
  /** Half of the audio, and then nothing more. */
  | { kind: 'stall' }
  /** Half of the audio, as if it were the whole. */
  | { kind: 'truncated' }
  | { kind: 'silent' }
  | { kind: 'rate'; sampleRate: number }
  | { kind: 'empty' }
  /** Success, with this instead of audio. */
  | { kind: 'text'; contentType: string; text: string }
  /** Audio without an end. */
  | { kind: 'endless' }
  /** Nothing ever comes. */
  | { kind: 'hang' }
  /** The connection breaks before anything came. */
  | { kind: 'reset' };

/** Answers a request that fails without any speech. Returns whether it did. */
export function answerFailure(failure: OpenAiSpeechFailure, response: ServerResponse): boolean {
  if (failure.kind === 'status') {
    const { status, body = { error: { message: 'No.' } }, headers } = failure;
    const isText = typeof body === 'string';
    response.writeHead(status, { 'Content-Type': isText ? 'text/plain' : 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  } else if (failure.kind === 'empty') response.writeHead(200, { 'Content-Type': 'audio/wav' }).end();
  else if (failure.kind === 'text')
    response.writeHead(200, { 'Content-Type': failure.contentType }).end(failure.text);
  else if (failure.kind === 'endless') void answerForever(response);
  else if (failure.kind === 'reset') response.destroy();
  else if (failure.kind !== 'hang') return false;
  return true;
}

async function answerForever(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'audio/wav' });
  const closing = new AbortController();
  response.once('close', () => closing.abort());
  const piece = Buffer.alloc(1024 * 1024);
  while (!response.destroyed) {
    if (!response.write(piece)) await once(response, 'drain', closing).catch(() => undefined);
  }
}
