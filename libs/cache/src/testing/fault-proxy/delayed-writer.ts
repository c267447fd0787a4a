/** Passes pieces on in their order, each after the delay that holds when it comes. */
export function createDelayedWriter(write: (piece: Buffer) => void, delayMilliseconds: () => number) {
  const pieces: Buffer[] = [];
  let writtenBy = 0;
  return (piece: Buffer): void => {
    const delay = delayMilliseconds();
    if (delay === 0 && pieces.length === 0) {
      write(piece);
      return;
    }
    pieces.push(piece);
    const now = performance.now();
    writtenBy = Math.max(writtenBy, now + delay);
    // Whichever timer comes first takes the first piece.
    setTimeout(() => {
      const first = pieces.shift();
      if (first) write(first);
    }, writtenBy - now);
  };
}
