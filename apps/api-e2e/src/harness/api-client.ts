import type { JobView } from '@la-factoria/api';
import { createOpenApiDocument } from '@la-factoria/api/openapi';
import supertest from 'supertest';

import type { ApiProcess } from './api-process.ts';
import { createConformance } from './conforms.ts';
import { readEvents, type ServerSentEvent } from './read-events.ts';

const conforms = createConformance(JSON.parse(JSON.stringify(createOpenApiDocument())));

/** Every answer must be one that the API's own description tells of. */
function described(response: supertest.Response): void {
  const { method, url } = response.request;
  conforms({
    ...{ method, path: new URL(url).pathname, status: response.status },
    ...{ contentType: response.headers['content-type'], body: response.body },
  });
}

/** Requests to a running API with its key. */
export function createApiClient({ url, key }: Pick<ApiProcess, 'url' | 'key'>) {
  const authorization = { Authorization: `Bearer ${key}` };
  const get = (path: string) => supertest(url).get(path).set(authorization).expect(described);
  const post = (path: string, body?: object) =>
    supertest(url).post(path).set(authorization).send(body).expect(described);
  const remove = (path: string) => supertest(url).delete(path).set(authorization).expect(described);

  /** The job's events until the stream ends, or until `isEnough` says so. */
  async function follow(
    id: string,
    isEnough: (event: ServerSentEvent, job: JobView) => boolean = () => false,
    headers: Record<string, string> = {},
  ): Promise<{ event: ServerSentEvent; job: JobView }[]> {
    const abort = new AbortController();
    const response = await fetch(`${url}/api/v1/jobs/${id}/events`, {
      headers: { ...authorization, ...headers },
      signal: abort.signal,
    });
    const seen: { event: ServerSentEvent; job: JobView }[] = [];
    for await (const event of readEvents(response)) {
      const job: JobView = JSON.parse(event.data);
      seen.push({ event, job });
      if (isEnough(event, job)) break;
    }
    abort.abort();
    return seen;
  }

  /** Creates a job and waits for its end. */
  async function make(body: object): Promise<JobView> {
    const { body: job } = await post('/api/v1/jobs', body).expect(201);
    return finished(job.id);
  }

  async function finished(id: string): Promise<JobView> {
    const last = (await follow(id)).at(-1);
    if (last?.event.name !== 'end') throw new Error(`The events of job ${id} stopped before its end.`);
    return last.job;
  }

  return { get, post, remove, follow, make, finished };
}
