export interface Chunk {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where it begins in the whole. */
  start: number;
  isLast: boolean;
}

/**
 * Cuts pieces of any size into chunks of exactly `chunkBytes`; the last one, which is there even for nothing at all, may
 * be shorter. One chunk is in memory at a time, and nothing is asked of the pieces while it is under way.
 */
export async function* chunksOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  chunkBytes: number,
): AsyncGenerator<Chunk> {
  let [start, length] = [0, 0];
  let chunk = new Uint8Array(0);
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length;) {
      // Only now that there is more is a full chunk known not to be the last.
      if (length === chunkBytes) {
        yield { bytes: chunk, start, isLast: false };
        start += length;
        [chunk, length] = [new Uint8Array(0), 0];
      }
      const part = piece.subarray(taken, taken + chunkBytes - length);
      chunk = withRoom(chunk, length, length + part.length, chunkBytes);
      chunk.set(part, length);
      length += part.length;
      taken += part.length;
    }
  }
  yield { bytes: chunk.subarray(0, length), start, isLast: true };
}

/** Grows by doubling: what is small stays small. */
function withRoom(bytes: Uint8Array<ArrayBuffer>, used: number, needed: number, most: number) {
  if (needed <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.min(most, Math.max(needed, 2 * bytes.length)));
  larger.set(bytes.subarray(0, used));
  return larger;
}
