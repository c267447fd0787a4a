/**
 * A worker of BullMQ with its default options, to be killed: `held-bullmq-job-program.ts <settings as JSON>`. It says
 * `ready`, and `begun` when its job has begun, which never ends.
 */
import { Worker } from 'bullmq';

export interface HeldBullmqJobSettings {
  port: number;
  queueName: string;
}

const { port, queueName }: HeldBullmqJobSettings = JSON.parse(process.argv[2] ?? '{}');
const say = (line: string) => void process.stdout.write(`${line}\n`);
process.stdin.on('end', () => process.exit(1)).resume();

const worker = new Worker(
  queueName,
  () => {
    say('begun');
    return new Promise(() => {});
  },
  { connection: { host: '127.0.0.1', port, maxRetriesPerRequest: null } },
);
worker.on('error', (error) => console.error(error));
await worker.waitUntilReady();
say('ready');
