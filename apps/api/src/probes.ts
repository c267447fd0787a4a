import type { AudioStore } from '@la-factoria/audio';
import type { Cache } from '@la-factoria/cache';
import type { JobStore } from '@la-factoria/job';

import type { ConfiguredLimits } from './configured/configured-limits.ts';
import type { Probe } from './routes/health.ts';

export interface Probed {
  store: Pick<JobStore<unknown>, 'waiting'>;
  cache: Pick<Cache, 'health'>;
  audioStore: Pick<AudioStore, 'size'>;
  limits: Pick<ConfiguredLimits, 'isShared'>;
}

/** What `/readyz` asks. Without jobs or audio nothing works; without a shared cache or shared limits, it does. */
export function createProbes({
  store,
  cache,
  audioStore,
  limits: { isShared },
}: Probed): Record<string, Probe> {
  return {
    async jobStore() {
      await store.waiting(1);
      return 'up';
    },
    async audioStore() {
      // No job has this name: to be told so is the answer.
      await audioStore.size('readiness/probe');
      return 'up';
    },
    cache: async () => (cache.health().isAvailable ? 'up' : 'degraded'),
    ...(isShared && { rateLimits: async () => (isShared() ? 'up' : 'degraded') }),
  };
}
