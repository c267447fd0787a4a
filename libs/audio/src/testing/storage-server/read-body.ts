import type { IncomingMessage } from 'node:http';

/** The body, or so much of it as comes before the connection breaks or is to break. */
export async function readBody(incoming: IncomingMessage, mostBytes = Number.POSITIVE_INFINITY) {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of incoming) {
      pieces.push(piece);
      length += piece.length;
      if (length >= mostBytes) return { body: Buffer.concat(pieces).subarray(0, mostBytes), isWhole: false };
    }
  } catch {
    return { body: Buffer.concat(pieces), isWhole: false };
  }
  return { body: Buffer.concat(pieces), isWhole: true };
}
