import { parentPort, workerData } from 'node:worker_threads';

import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import { readFile } from './read-file.ts';

/** Reads the files that it is sent, a batch at a time; asks for the first batch by an empty answer. */
const project = openProject(createDiskFiles(String(workerData)));

parentPort?.on('message', (paths: string[]) => {
  parentPort?.postMessage(paths.map((path) => ({ path, reading: readFile(path, project) })));
});
parentPort?.postMessage([]);
