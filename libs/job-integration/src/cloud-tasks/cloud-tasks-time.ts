import { type CloudTasksServer, type ManualClock, settled } from '@la-factoria/job/testing';

import type { TaskWorker } from './start-task-worker.ts';

/** More turns of the event loop than any request on this machine takes. */
const maxTurns = 3_000_000;

/** Resolves once something holds that neither a timer nor the test has to bring about. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; !holds(); turn += 1) {
    if (turn > maxTurns) throw new Error(`It never came to hold that ${String(holds)}.`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Resolves once every request of the server has arrived at the worker, and every answer of the worker at the server. */
export async function arrived(server: CloudTasksServer, worker: TaskWorker): Promise<void> {
  await settled();
  await until(() => server.underWay === worker.held);
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
