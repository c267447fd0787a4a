import { type MaterialKind, materialKinds, renderCsv, renderMarkdown } from '@la-factoria/content';
import type { JobStore } from '@la-factoria/job';
import { Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';
import { ownerOf, requireJobScope } from '../http/authenticate.ts';
import { parameter } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import type { ProductionRequest } from '../job-request.ts';
import { ownedJob } from '../owned-job.ts';
import { readyMaterials, storedMaterial } from '../ready-materials.ts';

/** Cards alone make a table. */
const formsOf = (kind: MaterialKind): string[] => [
  ...['application/json', 'text/markdown'],
  ...(kind === 'flashcards' ? ['text/csv'] : []),
];

/** The written materials: all that are ready, or one as JSON, as Markdown or, flashcards, as CSV for Anki. */
export function materialRoutes({ store }: { store: JobStore<ProductionRequest> }): Router {
  const router = Router();
  router.use(requireJobScope);

  router
    .route('/:id/materials')
    .get(async (request, response) => {
      const job = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      response.json(await readyMaterials(store, job));
    })
    .all(allowOnly('GET'));

  router
    .route('/:id/materials/:kind')
    .get(async (request, response) => {
      const job = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      const kind = materialKinds.find((known) => known === parameter(request, 'kind'));
      if (!kind || !job.request.materials.includes(kind)) {
        const makes = job.request.materials.join(', ');
        throw new Problem('material-not-requested', `This job makes ${makes}.`);
      }
      const forms = formsOf(kind);
      const form = request.accepts(forms);
      if (form === false) throw new Problem('not-acceptable', `Accept ${forms.join(' or ')}.`);
      const material = await storedMaterial(store, job.id, kind);
      if (!material)
        throw new Problem('material-not-ready', `The job is ${job.status}, and this material is not there.`);
      response.vary('Accept');
      if (form === 'text/markdown') response.type('text/markdown').send(renderMarkdown(material));
      else if (form === 'text/csv' && material.kind === 'flashcards') {
        response.attachment('flashcards.csv').type('text/csv').send(renderCsv(material));
      } else response.json(material);
    })
    .all(allowOnly('GET'));

  return router;
}
