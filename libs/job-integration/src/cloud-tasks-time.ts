import { type CloudTasksServer, type ManualClock, settled } from '@la-factoria/job/testing';

import type { TaskWorker } from './start-task-worker.ts';

/** More turns of the event loop than any request on this machine takes. */
const maxTurns = 100_000;

/** Resolves once every request of the server has arrived at the worker, and every answer of the worker at the server. */
export async function arrived(server: CloudTasksServer, worker: TaskWorker): Promise<void> {
  await settled();
  for (let turn = 0; server.underWay !== worker.held; turn += 1) {
    if (turn > maxTurns) throw new Error(`${server.underWay} requests were sent, ${worker.held} are held.`);
    await settled();
  }
}

/** Lets time pass second by second, and all that the server and the worker send each other in it. */
export async function passSeconds(
  seconds: number,
  { clock, server, worker }: { clock: ManualClock; server: CloudTasksServer; worker: TaskWorker },
): Promise<void> {
  await arrived(server, worker);
  for (let passed = 0; passed < seconds; passed += 1) {
    clock.advance(Math.min(1, seconds - passed) * 1000);
    if (server.underWay !== worker.held) await arrived(server, worker);
  }
  await arrived(server, worker);
}
