import { parentPort, threadId } from 'node:worker_threads';

// A thread for tests of the pool: does what the message says.
parentPort?.on('message', (request: string) => {
  if (request === 'throw') throw new Error('out of order');
  if (request === 'exit') process.exit(3);
  if (request === 'hang') for (;;);
  if (request === 'fail') parentPort?.postMessage({ error: 'refused' });
  else if (request === 'thread') parentPort?.postMessage({ value: String(threadId) });
  else parentPort?.postMessage({ value: `did ${request}` });
});
