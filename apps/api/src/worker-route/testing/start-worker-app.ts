import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import type { DeliveredRequest, DeliveryAnswer } from '@la-factoria/job/cloud-tasks';
import express from 'express';
import pino from 'pino';

import { answerProblem } from '../../http/answer-problem.ts';
import { assignRequestId } from '../../http/request-id.ts';
import { workerRoutes } from '../worker-route.ts';
import type { WorkerTokenVerifier } from '../worker-token-verifier.ts';

export interface WorkerApp {
  url: string;
  port: number;
  /** All that was let through to the delivery. */
  delivered: DeliveredRequest[];
  /** What the delivery answers with from now on. */
  answerWith(answer: DeliveryAnswer): void;
  /** Lines of the log. */
  log: string[];
  /** How many bytes were read of all connections that have ended. */
  bytesRead(): Promise<number>;
  close(): Promise<void>;
}

/** The worker's route as the API mounts it, on a free port of this machine, with a delivery that takes notes. */
export async function startWorkerApp(verifier: WorkerTokenVerifier): Promise<WorkerApp> {
  const delivered: DeliveredRequest[] = [];
  const log: string[] = [];
  let answer: DeliveryAnswer = { status: 204, headers: {} };
  const deliver = async (request: DeliveredRequest) => {
    delivered.push(request);
    return answer;
  };
  const app = express();
  app.use(assignRequestId);
  app.use('/internal/tasks', workerRoutes({ verifier, deliver }));
  const logger = pino({}, { write: (line) => void log.push(line) });
  app.use(answerProblem(logger, { refused: () => {} }));

  const ended: Promise<number>[] = [];
  const server = createServer(app).listen(0, '127.0.0.1');
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => {});
    ended.push(new Promise((resolve) => socket.once('close', () => resolve(socket.bytesRead))));
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/internal/tasks/run-job`, port, delivered, log },
    answerWith(next) {
      answer = next;
    },
    bytesRead: async () => (await Promise.all(ended)).reduce((sum, bytes) => sum + bytes, 0),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
