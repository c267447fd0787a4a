import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

import { createExtractiveWriter, type Writer } from '@la-factoria/content';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { startFactory } from '../testing/start-factory.ts';

const text =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on its water.';
const key = { 'X-API-Key': 'key-of-ana' };

let factory: Awaited<ReturnType<typeof startFactory>>;
let server: Server;
let port: number;
/** Lets the flashcards be written, which wait until then. */
let release: () => void;

beforeEach(async () => {
  const gate = Promise.withResolvers<void>();
  release = gate.resolve;
  const real = createExtractiveWriter();
  const writer: Writer = {
    ...real,
    async material(kind, ...rest) {
      if (kind === 'flashcards') await gate.promise;
      return real.material(kind, ...rest);
    },
  };
  factory = await startFactory({ writer, heartbeatMilliseconds: 5 });
  server = createServer(factory.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  release();
  await factory.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function order(kind: 'faqs' | 'flashcards'): Promise<string> {
  const { body } = await supertest(server)
    .post('/api/v1/jobs')
    .set(key)
    .send({ source: { text }, materials: [kind] })
    .expect(201);
  return body.id;
}

const openEvents = (id: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/api/v1/jobs/${id}/events`, { headers: { ...key, ...headers } });

/** What the stream has sent until `mark` is in it. */
async function readUntil(stream: AsyncIterable<Uint8Array | string>, mark: RegExp): Promise<string> {
  let seen = '';
  for await (const chunk of stream) {
    seen += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    if (mark.test(seen)) return seen;
  }
  throw new Error(`The stream ended before ${mark} came: ${seen}`);
}

const idsIn = (stream: string) => [...stream.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

test('when a client comes back with the last id while the job runs, it gets nothing that it has seen', async () => {
  const id = await order('flashcards');
  const first = await openEvents(id);
  if (!first.body) throw new Error('The answer has no body.');
  const seen = idsIn(await readUntil(first.body, /"current":\["flashcards"\]/));
  const last = Math.max(...seen);
  const again = await openEvents(id, { 'Last-Event-ID': String(last) });
  release();

  const [next = 0] = idsIn(await again.text());
  expect(next).toBeGreaterThan(last);
});

test('when a stream has ended behind another that is still read, the heartbeat leaves it alone', async () => {
  const ended = await order('faqs');
  await factory.ended(ended);
  const running = await order('flashcards');
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const ask = (id: string) =>
    `GET /api/v1/jobs/${id}/events HTTP/1.1\r\nHost: here\r\nX-API-Key: key-of-ana\r\n\r\n`;
  socket.write(ask(running) + ask(ended));
  let seen = '';
  socket.on('data', (chunk: string) => (seen += chunk));
  while (seen.split(': still here').length < 4) await once(socket, 'data');
  release();
  while (seen.split('event: end').length < 3) await once(socket, 'data');
  socket.destroy();

  expect(seen.split('event: end')).toHaveLength(3);
});

test('when the head is asked for, the connection is free again before the job has ended', async () => {
  const id = await order('flashcards');
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const headers = 'Host: here\r\nX-API-Key: key-of-ana\r\n\r\n';
  socket.write(`HEAD /api/v1/jobs/${id}/events HTTP/1.1\r\n${headers}GET /healthz HTTP/1.1\r\n${headers}`);

  expect(await readUntil(socket, /"status":"ok"/)).toContain(
    'Content-Type: text/event-stream; charset=utf-8',
  );
});
