import { once } from 'node:events';
import { connect } from 'node:net';

/** An HTTP request as it goes over the wire: lines of the head, and what follows them. */
export interface RawRequest {
  port: number;
  head: readonly string[];
  /** Sent as fast as the other side takes it. @default nothing */
  body?: Iterable<Uint8Array>;
  /** Whether the connection is broken once all is sent. @default false */
  breaksOff?: boolean;
}

/** What comes back until the other side closes the connection. */
export async function sendRaw({ port, head, body = [], breaksOff = false }: RawRequest): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  // Who is still sending when the other side closes gets an error; what has been read by then counts.
  socket.on('error', () => {});
  socket.on('data', (chunk) => (answer += chunk.toString()));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write([...head, '', ''].join('\r\n'));
  for (const chunk of body) {
    if (socket.destroyed) break;
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => {}), closed]);
  }
  if (breaksOff) socket.destroySoon();
  await closed;
  return answer;
}
