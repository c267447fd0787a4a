import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

import { dirname, join } from '../../project/paths.ts';
import type { Service } from '../../services/service.ts';
import { readMarks } from './marked-operations.ts';

export interface FixtureProject {
  root: string;
  service: Service;
  cacheDirectory: string;
  /** Writes files by path from the root; bodies of operations are marked (see `readMarks`). */
  write(files: Record<string, string>): void;
  remove(): void;
}

const packages = fileURLToPath(new URL('../../../../../node_modules', import.meta.url));

/** A project on disk: sources of a service in `service`, tests of it in `checks`, which is a project of Jest. */
export function createFixtureProject(files: Record<string, string>): FixtureProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'mutation-')));
  symlinkSync(packages, join(root, 'node_modules'));
  const service: Service = {
    ...{ name: 'shop', root: join(root, 'service'), integrationRoots: [join(root, 'checks')] },
    ...{ entries: [], operations: [], dependencies: [] },
  };
  const project: FixtureProject = {
    ...{ root, service, cacheDirectory: join(root, 'cache') },
    write(written) {
      for (const [path, marked] of Object.entries(written)) {
        const file = join(root, path);
        const { text, operations } = readMarks(file, marked);
        const others = service.operations.filter((operation) => operation.file !== file);
        service.operations = [...others, ...operations];
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  project.write({ 'checks/jest.config.js': 'module.exports = { transform: {} };', ...files });
  return project;
}
