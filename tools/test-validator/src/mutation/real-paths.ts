import { realpathSync } from 'node:fs';

import type { Service } from '../services/service.ts';

/** Jest names files by their real paths. */
export function withRealPaths(service: Service): Service {
  return {
    ...service,
    root: realpathSync(service.root),
    integrationRoots: service.integrationRoots.map((folder) => realpathSync(folder)),
    operations: service.operations.map((operation) => ({ ...operation, file: realpathSync(operation.file) })),
  };
}
