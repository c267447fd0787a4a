import type { Server } from 'node:http';
import type { Socket } from 'node:net';

import { type ProblemCode, problems } from './problem.ts';

/** What Node says of a request that never became one. */
const codes: Record<string, ProblemCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timed-out',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Answers requests that are no HTTP, too large in their headers or too slow with problem details, and closes. */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const code = codes[error.code ?? ''] ?? 'bad-request';
    const { status, title } = problems[code];
    const body = JSON.stringify({
      ...{ type: `urn:la-factoria:problem:${code}`, title, status, code },
      detail: 'The request was refused before it was read.',
    });
    socket.end(
      `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}
