import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { DeliveredRequest } from '@la-factoria/job/cloud-tasks';

export interface WorkerAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
}

/** To say `died` is to break the connection off without an answer, as a process that ends does. */
export type HandleTask = (request: DeliveredRequest) => Promise<WorkerAnswer | 'died'>;

export interface TaskWorker {
  url: string;
  requests: readonly DeliveredRequest[];
  /** Requests that have arrived and have no answer yet. */
  readonly held: number;
  /** Requests whose connection ended before they had an answer. */
  readonly brokenOff: number;
  /** Ends the connections of those that it holds without an answer. */
  close(): Promise<void>;
}

/** The worker's end of Cloud Tasks: an HTTP server on this machine that reads a JSON body and answers as it is told. */
export async function startTaskWorker(handle: HandleTask): Promise<TaskWorker> {
  const requests: DeliveredRequest[] = [];
  let held = 0;
  let brokenOff = 0;
  const server = createServer(async (incoming, response) => {
    response.on('close', () => (brokenOff += response.writableEnded ? 0 : 1));
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const request = { headers: incoming.headers, body: text === '' ? undefined : JSON.parse(text) };
    requests.push(request);
    held += 1;
    const answer = await handle(request).finally(() => (held -= 1));
    if (answer === 'died') response.destroy();
    else response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/internal/tasks/run-job`,
    requests,
    get held() {
      return held;
    },
    get brokenOff() {
      return brokenOff;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
