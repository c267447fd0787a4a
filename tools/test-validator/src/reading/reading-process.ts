import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import { readFile, type ReadFileOptions } from './read-file.ts';

/** Reads the files that it is sent, a batch at a time. Ends when whoever started it is gone. */
const [, , root = process.cwd(), ...flags] = process.argv;
const project = openProject(createDiskFiles(root), { sharedMemory: true });
const options: ReadFileOptions = { withWatched: flags.includes('with-watched') };

process.on('message', (paths: string[]) => {
  process.send?.(paths.map((path) => ({ path, reading: readFile(path, project, options) })));
});
process.on('disconnect', () => process.exit());
