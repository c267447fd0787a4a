import { parentPort } from 'node:worker_threads';

import { type FliteRequest, loadFlite } from './flite-engine.ts';

// Loaded with the first request: a thread that never speaks costs no 21 MB.
let flite: ReturnType<typeof loadFlite> | undefined;

parentPort?.on('message', async (request: FliteRequest) => {
  try {
    flite ??= loadFlite();
    const { samples, sampleRate } = await (await flite)(request);
    parentPort?.postMessage({ value: { samples, sampleRate } }, [samples.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
