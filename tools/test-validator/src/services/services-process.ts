import { createDiskFiles } from '../project/disk-files.ts';
import { openProject } from '../project/project.ts';
import { readServices } from './read-services.ts';

/** Reads the services of the project in the folder that it is given, says what it found, and ends. */
const project = openProject(createDiskFiles(process.argv[2] ?? process.cwd()), { sharedMemory: true });
process.send?.(readServices(project), () => process.disconnect());
