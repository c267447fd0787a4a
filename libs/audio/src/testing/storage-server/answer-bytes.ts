import type { ServerResponse } from 'node:http';

import { answerError, damaged, type StorageFailure } from './storage-failure.ts';
import type { KeptObject } from './storage-objects.ts';

/** Answers with the bytes of an object, or the range of them that was asked for. */
export function answerBytes(
  object: KeptObject,
  range: string | undefined,
  response: ServerResponse,
  failure: StorageFailure | undefined,
): void {
  const { length: size } = object.bytes;
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const end = Math.min(last === '' ? size : Number(last) + 1, size);
  if (range !== undefined && Number(first) >= size) return answerError(response, 416, 'Not satisfiable');
  const part = object.bytes.subarray(Number(first), end);
  const sent = failure?.kind === 'damage' ? damaged(part) : part;
  const isShort = failure?.kind === 'short';
  response.writeHead(range === undefined ? 200 : 206, {
    'Content-Type': object.contentType,
    'Content-Length': isShort ? failure.afterBytes : sent.length,
    ...(range !== undefined && { 'Content-Range': `bytes ${first}-${end - 1}/${size}` }),
    ...(object.cacheControl !== undefined && { 'Cache-Control': object.cacheControl }),
    'X-Goog-Generation': String(object.generation),
    'X-Goog-Hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
  });
  const stops = failure !== undefined && 'afterBytes' in failure ? failure.afterBytes : undefined;
  if (stops === undefined) response.end(sent);
  else if (isShort) response.end(sent.subarray(0, stops));
  else response.write(sent.subarray(0, stops), () => failure?.kind === 'cut' && response.destroy());
}
