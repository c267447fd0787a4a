/** Where the item of RESP 2 that begins at `start` ends, or undefined when not all of it is there yet. */
export function endOfItem(bytes: Buffer, start: number): number | undefined {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) return undefined;
  const type = bytes.toString('latin1', start, start + 1);
  if (type !== '$' && type !== '*') return lineEnd + 2;
  const count = Number(bytes.toString('latin1', start + 1, lineEnd));
  if (count < 0) return lineEnd + 2;
  if (type === '$') {
    const end = lineEnd + 2 + count + 2;
    return end <= bytes.length ? end : undefined;
  }
  let end: number | undefined = lineEnd + 2;
  for (let index = 0; index < count && end !== undefined; index += 1) end = endOfItem(bytes, end);
  return end;
}

/** The words of a whole command, as clients send them: an array of strings. */
export function wordsOf(command: Buffer): string[] {
  const words: string[] = [];
  let at = command.indexOf('\r\n') + 2;
  while (at < command.length) {
    const lineEnd = command.indexOf('\r\n', at);
    const length = Number(command.toString('latin1', at + 1, lineEnd));
    words.push(command.toString('utf8', lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return words;
}

/** Cuts what arrives in pieces into whole items. */
export function createItemReader(): (piece: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const items: Buffer[] = [];
    let start = 0;
    for (
      let end = endOfItem(rest, 0);
      end !== undefined && start < rest.length;
      end = endOfItem(rest, start)
    ) {
      items.push(rest.subarray(start, end));
      start = end;
    }
    rest = rest.subarray(start);
    return items;
  };
}
