import { parentPort, workerData } from 'node:worker_threads';

// A thread for tests: does what the request's charset says.
const order: unknown = workerData.charset;
if (order === 'hang') for (;;);
if (order === 'throw') throw new Error('out of order');
if (order === 'fill the heap') {
  const lists: number[][] = [];
  for (;;) lists.push(Array.from({ length: 1000 }, (_, index) => index + 0.5));
}
if (order === 'fill buffers') {
  const buffers: Buffer[] = [];
  const more = () => {
    buffers.push(Buffer.alloc(1024 * 1024, 1));
    setTimeout(more, 1);
  };
  more();
}
if (order === 'answer')
  parentPort?.postMessage({ value: { text: String(workerData.bytes.length), format: 'pdf' } });
