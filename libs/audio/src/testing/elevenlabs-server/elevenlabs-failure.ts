import type { ServerResponse } from 'node:http';

/** What a request meets instead of speech, or in it. */
export type ElevenLabsFailure =
  | { kind: 'status'; status: number; detail?: unknown; headers?: Record<string, string> }
  /** The connection breaks after half of the audio. */
  | { kind: 'cut' }
  /** Half of the audio, and then nothing more. */
  | { kind: 'stall' }
  /** Half of the audio, as if it were the whole. */
  | { kind: 'truncated' }
  | { kind: 'silent' }
  | { kind: 'rate'; sampleRate: number }
  | { kind: 'empty' }
  | { kind: 'html' }
  /** Nothing ever comes. */
  | { kind: 'hang' }
  | { kind: 'reset' };

/** Answers a request that fails without any audio. Returns whether it did. */
export function answerFailure(failure: ElevenLabsFailure, response: ServerResponse): boolean {
  if (failure.kind === 'status') {
    response.writeHead(failure.status, { 'Content-Type': 'application/json', ...failure.headers });
    response.end(JSON.stringify({ detail: failure.detail ?? { status: 'error', message: 'No.' } }));
  } else if (failure.kind === 'empty') response.writeHead(200, { 'Content-Type': 'audio/mpeg' }).end();
  else if (failure.kind === 'html')
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Service unavailable</html>');
  else if (failure.kind === 'reset') response.destroy();
  else if (failure.kind !== 'hang') return false;
  return true;
}
