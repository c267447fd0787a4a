import type { ServerResponse } from 'node:http';

/** What a request meets instead of success, or in it. */
export type StorageFailure =
  | {
      kind: 'status';
      status: number;
      message?: string;
      /** As Google tells refusals of one status apart. */
      reason?: string;
      headers?: Record<string, string>;
    }
  /** The connection breaks before anything is done. */
  | { kind: 'reset' }
  /** All is done, and the connection breaks before the answer. */
  | { kind: 'answer-lost' }
  /** The connection breaks after so many bytes of the body; of an upload the server keeps what it got. */
  | { kind: 'cut'; afterBytes: number }
  /** A body of so many bytes, as if that were all. */
  | { kind: 'short'; afterBytes: number }
  /** One bit of the body is another. */
  | { kind: 'damage' }
  /** All is done, and the answer names another checksum than that of the bytes. */
  | { kind: 'wrong-checksum' }
  /** Nothing ever comes; of a download, nothing after so many bytes. */
  | { kind: 'hang'; afterBytes?: number };

/** Google's JSON for an error. */
export function answerError(
  response: ServerResponse,
  status: number,
  message: string,
  { headers = {}, reason = 'loopback' }: { headers?: Record<string, string>; reason?: string } = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8', ...headers });
  const errors = [{ message, domain: 'global', reason }];
  response.end(JSON.stringify({ error: { code: status, message, errors } }));
}

/** Answers a request that fails before anything is done. Returns whether it did. */
export function answerFailure(failure: StorageFailure | undefined, response: ServerResponse): boolean {
  // What stands between here and Google may repeat what it was asked: who shows errors must expect it.
  const { url, headers } = response.req;
  if (failure?.kind === 'status')
    answerError(response, failure.status, failure.message ?? `No: ${url} ${headers.authorization}`, failure);
  else if (failure?.kind === 'reset') response.destroy();
  else return failure?.kind === 'hang' && failure.afterBytes === undefined;
  return true;
}

/** A copy with one bit changed, in the middle. */
export function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = Math.floor(copy.length / 2);
  if (copy.length > 0) copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
}
