import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { OutboundError } from './outbound-error.ts';

/** The encodings that are asked for and understood. */
export const acceptedEncodings = 'gzip, deflate, br';

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The body, decompressed. Counted as it arrives and again as it is decompressed, so that neither a bomb nor an endless
 * body is read, or kept, much further than `maxBytes`. Throws `url-too-large` and `url-type-unsupported`, and passes on
 * the errors of the connection and of decompression.
 */
export async function readBody(
  response: IncomingMessage,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  if (Number(response.headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
  const decoder = decoderOf(response.headers['content-encoding']);
  return decoder
    ? pipeline(response, atMost(maxBytes), decoder, gather(maxBytes), { signal })
    : pipeline(response, gather(maxBytes), { signal });
}

/** One encoding at most: each further one would multiply what a bomb unfolds to, and nobody needs it. */
function decoderOf(encoding = 'identity'): Transform | undefined {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return undefined;
  const create = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (create) return create();
  throw new OutboundError(
    'url-type-unsupported',
    `The answer has the encoding ${JSON.stringify(encoding.slice(0, 100))}; understood: ${acceptedEncodings}`,
  );
}

const atMost = (maxBytes: number) =>
  async function* (chunks: AsyncIterable<Uint8Array>) {
    let length = 0;
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  };

/** Into one growing buffer: a list would let a server that sends single bytes fill the memory with their objects. */
const gather = (maxBytes: number) => async (chunks: AsyncIterable<Uint8Array>) => {
  let bytes = new Uint8Array(Math.min(maxBytes, 64 * 1024));
  let length = 0;
  for await (const chunk of atMost(maxBytes)(chunks)) {
    const needed = length + chunk.length;
    if (needed > bytes.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(needed, 2 * bytes.length)));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(chunk, length);
    length = needed;
  }
  return bytes.slice(0, length);
};

const tooLarge = (maxBytes: number): OutboundError =>
  new OutboundError('url-too-large', `The document is larger than the ${maxBytes} bytes that are accepted`);
