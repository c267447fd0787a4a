import type { Material, MaterialKind } from '@la-factoria/content';
import type { Job, JobStore } from '@la-factoria/job';

import type { ProductionRequest } from './job-request.ts';

type Steps = Pick<JobStore<ProductionRequest>, 'stepResult'>;

/** What the step of this kind left: the writer's own material, checked when it was made. */
export async function storedMaterial(
  store: Steps,
  jobId: string,
  kind: MaterialKind,
): Promise<Material | undefined> {
  const result = await store.stepResult(jobId, kind);
  return result === undefined ? undefined : JSON.parse(result);
}

/** All materials of a job that are ready, by kind. */
export async function readyMaterials(
  store: Steps,
  { id, request }: Job<ProductionRequest>,
): Promise<Partial<Record<MaterialKind, Material>>> {
  const found = await Promise.all(
    request.materials.map(async (kind) => [kind, await storedMaterial(store, id, kind)] as const),
  );
  return Object.fromEntries(found.filter(([, material]) => material !== undefined));
}
