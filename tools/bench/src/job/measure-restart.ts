import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import {
  createJob,
  createSqliteJobStore,
  createSqliteTaskQueue,
  openSqliteDatabase,
  systemClock as clock,
} from '@la-factoria/job';
import { Queue } from 'bullmq';

import type { HeldBullmqJobSettings } from './held-bullmq-job-program.ts';
import type { HeldJobSettings } from './held-job-program.ts';
import { startRedisServer } from './redis-server.ts';
import { saidBy } from '../said-by.ts';
import { startProgram } from '../start-program.ts';
import type { StartedProgram, Workplace } from '../workplace.ts';

/** Seconds until the job of a killed process runs again, of each try. */
export interface RestartFigures {
  /** From the start of the next process, Node's own start included. */
  onlyProcess: number[];
  /** From the kill, while another worker lives on the same machine. */
  sameMachine: number[];
  /** From the kill, while another worker lives and the killed one's id names another machine: only its lease tells. */
  otherMachine: number[];
}

export async function measureRestart(workplace: Workplace, tries: number): Promise<RestartFigures> {
  const onlyProcess: number[] = [];
  const sameMachine: number[] = [];
  for (let count = 0; count < tries; count += 1) {
    onlyProcess.push(await restartOnlyProcess(workplace));
    sameMachine.push(await takeOver(workplace, {}, count));
  }
  // These wait most of the time, so that they don't disturb each other.
  const otherMachine = await Promise.all(
    Array.from({ length: tries }, (_, count) => takeOver(workplace, { host: 'another-machine' }, count)),
  );
  return { onlyProcess, sameMachine, otherMachine };
}

async function restartOnlyProcess(workplace: Workplace): Promise<number> {
  const databaseFile = await submitOne(workplace);
  const killed = startHolder(workplace, { databaseFile });
  await saidBy(killed, 'stdout', 'begun');
  await killed.end();
  return await secondsUntil(async () => {
    const next = startHolder(workplace, { databaseFile });
    await saidBy(next, 'stdout', 'begun');
    return next;
  });
}

/** The later after its lease's renewal a process is killed, the sooner the lease is over: tries differ by a second. */
async function takeOver(
  workplace: Workplace,
  killedOne: Omit<HeldJobSettings, 'databaseFile'>,
  secondsBeforeKill: number,
): Promise<number> {
  const databaseFile = await submitOne(workplace);
  const killed = startHolder(workplace, { databaseFile, ...killedOne });
  await saidBy(killed, 'stdout', 'begun');
  const other = startHolder(workplace, { databaseFile });
  const takenOver = saidBy(other, 'stdout', 'begun');
  await saidBy(other, 'stdout', 'ready');
  await after(secondsBeforeKill * 1000);
  return await secondsUntil(async () => {
    await killed.end();
    await takenOver;
    return other;
  });
}

/** Seconds until a worker of BullMQ with default options runs the job of one that was killed. At most a minute or so. */
export async function measureStalledBullmq(workplace: Workplace): Promise<number> {
  const settings: HeldBullmqJobSettings = {
    port: await startRedisServer(workplace, 'everysec'),
    queueName: 'held',
  };
  const connection = { host: '127.0.0.1', port: settings.port, maxRetriesPerRequest: null };
  const queue = new Queue(settings.queueName, { connection });
  await queue.add('held', {});
  await queue.close();
  const killed = startProgram(workplace, 'job/held-bullmq-job-program.ts', settings);
  await saidBy(killed, 'stdout', 'begun');
  const other = startProgram(workplace, 'job/held-bullmq-job-program.ts', settings);
  const takenOver = saidBy(other, 'stdout', 'begun');
  await saidBy(other, 'stdout', 'ready');
  return await secondsUntil(async () => {
    await killed.end();
    await takenOver;
    return other;
  });
}

/** Times what ends with a job that runs again, then ends the process that runs it. */
async function secondsUntil(runsAgain: () => Promise<StartedProgram>): Promise<number> {
  const since = performance.now();
  const program = await runsAgain();
  const seconds = (performance.now() - since) / 1000;
  await program.end();
  return seconds;
}

const startHolder = (workplace: Workplace, settings: HeldJobSettings): StartedProgram =>
  startProgram(workplace, 'job/held-job-program.ts', settings);

/** A new database file with one job that waits. */
async function submitOne(workplace: Workplace): Promise<string> {
  const databaseFile = join(workplace.makeFolder('restart'), 'jobs.sqlite');
  const database = openSqliteDatabase(databaseFile);
  const store = createSqliteJobStore({ database, clock });
  const refuse = () => Promise.reject(new Error('This queue is never started.'));
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker: 'submitter', onError: () => {}, onGivenUp: refuse },
  });
  await createJob({ store, queue, clock }, { owner: 'bench', request: {}, input: '' });
  store.close();
  database.close();
  return databaseFile;
}
