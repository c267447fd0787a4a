import type { Router } from 'express';

import type { TaskQueueConfiguration } from '../settings/task-queue-settings.ts';
import { workerRoutes } from '../worker-route/worker-route.ts';
import { createWorkerTokenVerifier } from '../worker-route/worker-token-verifier.ts';
import type { ConfiguredQueue } from './configured-jobs.ts';

/** Where Cloud Tasks delivers; undefined where another queue does. */
export function createConfiguredWorkerRoutes(
  configuration: TaskQueueConfiguration,
  delivery: ConfiguredQueue['delivery'],
): Router | undefined {
  if (configuration.kind !== 'cloud-tasks' || !delivery) return undefined;
  const { workerUrl: audience, serviceAccountEmail, keysUrl: certificatesUrl } = configuration;
  const verifier = createWorkerTokenVerifier({
    ...{ audience, serviceAccountEmail },
    ...(certificatesUrl !== undefined && { certificatesUrl }),
  });
  return workerRoutes({ verifier, deliver: delivery });
}
