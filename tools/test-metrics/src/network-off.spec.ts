import { once } from 'node:events';
import { createServer, get } from 'node:http';
import net, { type AddressInfo } from 'node:net';

import { expect, test } from '@jest/globals';

// The preset has switched the network off for this file, as for every other.

test.each([
  ['fetch', () => fetch('http://192.0.2.1/')],
  ['node:http', async () => once(get('http://192.0.2.1/'), 'response')],
  ['a socket by port and host', async () => net.connect(80, '192.0.2.1')],
  ['a socket by options', async () => new net.Socket().connect({ port: 80, host: 'example.com' })],
])('when %s is used to reach another machine, it is refused before any packet', async (_name, reach) => {
  const problem = await reach().then(
    () => 'reached',
    (error: Error) => `${error.message} ${String(error.cause)}`,
  );

  expect(problem).toContain('the network is off in tests');
});

test('when a server of this machine is asked, it answers', async () => {
  const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answers = await Promise.all(
    ['127.0.0.1', 'localhost'].map((host) => fetch(`http://${host}:${port}`)),
  );
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  server.close();

  expect(texts).toEqual(['here', 'here']);
});
