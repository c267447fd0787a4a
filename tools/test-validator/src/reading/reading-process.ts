import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import { readFile } from './read-file.ts';

/** Reads the files that it is sent, a batch at a time. Ends when whoever started it is gone. */
const project = openProject(createDiskFiles(process.argv[2] ?? process.cwd()), { sharedMemory: true });

process.on('message', (paths: string[]) => {
  process.send?.(paths.map((path) => ({ path, reading: readFile(path, project) })));
});
process.on('disconnect', () => process.exit());
