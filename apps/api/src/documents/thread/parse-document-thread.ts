import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

import { parseDocument, type ParserRequest, toDocumentError } from './parse-document.ts';
import type { ThreadAnswer } from './run-parser-thread.ts';

// On Linux this is the thread's own priority, elsewhere the program's. Whoever waits for the server goes first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

// What started the thread is this workspace's own, and sends this.
const request = workerData as ParserRequest;

const answer = (value: ThreadAnswer) => parentPort?.postMessage(value);

function fail(error: unknown): void {
  const { code, message, limit, cause } = toDocumentError(error, request.limits);
  answer({ code, message, limit, cause: cause === undefined ? undefined : String(cause) });
}

// A library may fail at a damaged file where nobody waits for it.
process.on('uncaughtException', fail);
parseDocument(request).then((value) => answer({ value }), fail);
