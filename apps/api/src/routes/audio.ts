import { pipeline } from 'node:stream/promises';

import type { AudioStore } from '@la-factoria/audio';
import type { JobStore } from '@la-factoria/job';
import { type Request, type Response, Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';
import { ownerOf, requireJobScope } from '../http/authenticate.ts';
import { parseByteRange } from '../http/byte-range.ts';
import { parameter } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import type { ProductionRequest } from '../job-request.ts';
import { ownedJob } from '../owned-job.ts';
import { audioStep, episodeName, transcriptName } from '../production.ts';

interface AudioRouteDependencies {
  store: JobStore<ProductionRequest>;
  audioStore: AudioStore;
}

/** The podcast as one MP3, whole or by byte range, so that players can seek; and its transcript. */
export function audioRoutes({ store, audioStore }: AudioRouteDependencies): Router {
  const router = Router();
  router.use(requireJobScope);

  async function findReady(request: Request, response: Response, nameOf: (jobId: string) => string) {
    const job = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
    if (!job.request.audio) throw new Problem('audio-not-requested', 'The job was created without audio.');
    const name = nameOf(job.id);
    const isMade = job.steps.some((step) => step.name === audioStep && step.status === 'completed');
    const size = isMade ? await audioStore.size(name) : undefined;
    if (size === undefined)
      throw new Problem('audio-not-ready', `The job is ${job.status}, and its audio is not there.`);
    return { name, size };
  }

  router
    .route('/:id/audio')
    .get(async (request, response) => {
      const { name, size } = await findReady(request, response, episodeName);
      // RFC 9110: a range is for GET alone (14.2), and not when If-Range names a state that is not this one (13.1.5).
      // Answers carry no ETag and no date, so that it never does.
      const takesRange = request.method === 'GET' && request.get('If-Range') === undefined;
      const range = takesRange ? parseByteRange(request.get('Range'), size) : undefined;
      if (range === 'unsatisfiable') {
        const headers = { 'Content-Range': `bytes */${size}` };
        throw new Problem('range-not-satisfiable', `The audio has ${size} bytes.`, { headers });
      }
      const { start, end } = range ?? { start: 0, end: size - 1 };
      response.status(range ? 206 : 200).set({
        'Content-Type': 'audio/mpeg',
        'Content-Length': String(end - start + 1),
        'Accept-Ranges': 'bytes',
        'Content-Disposition': 'inline; filename="podcast.mp3"',
        ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
      });
      if (request.method === 'HEAD') response.end();
      else await pipeline(audioStore.read(name, { start, end }), response).catch(ignoreHangUp);
    })
    .all(allowOnly('GET'));

  router
    .route('/:id/audio/transcript')
    .get(async (request, response) => {
      const { name, size } = await findReady(request, response, transcriptName);
      response.set({
        'Content-Type': 'text/vtt; charset=utf-8',
        'Content-Length': String(size),
        'Content-Disposition': 'inline; filename="podcast.vtt"',
      });
      if (request.method === 'HEAD') response.end();
      else await pipeline(audioStore.read(name), response).catch(ignoreHangUp);
    })
    .all(allowOnly('GET'));
  return router;
}

/** A player that has heard enough closes the connection: that is no error of ours. */
function ignoreHangUp(error: unknown): void {
  const isHangUp = Error.isError(error) && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
  if (!isHangUp) throw error;
}
