import { afterEach, describe, expect, test } from '@jest/globals';

import {
  type Answer,
  buildJob,
  type ContractServer,
  type ContractServerOptions,
  jobId,
  pendingJob,
  processingJob,
  sendEvent,
  sendJson,
  sendProblem,
  startContractServer,
  startEvents,
} from '../testing/contract-server.ts';
import { createApiClient } from './api-client.ts';
import { followJob } from './follow-job.ts';

describe('followJob', () => {
  const events = `GET /jobs/${jobId}/events`;
  const get = `GET /jobs/${jobId}`;
  const running: ContractServer[] = [];

  afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

  async function follow(options: ContractServerOptions, signal = new AbortController().signal) {
    const server = await startContractServer(options);
    running.push(server);
    const waits: number[] = [];
    const wait = async (milliseconds: number, waitSignal: AbortSignal) => {
      waitSignal.throwIfAborted();
      waits.push(milliseconds);
    };
    const client = createApiClient(server, { wait });
    const statuses = async () => {
      const seen: string[] = [];
      for await (const job of followJob(jobId, { client, wait }, signal)) seen.push(job.status);
      return seen;
    };
    return { server, waits, statuses };
  }

  /** Answers in turn, the last one for ever. */
  const inTurn = (...answers: Answer[]): Answer => {
    let turn = 0;
    return (...call) => answers[Math.min(turn++, answers.length - 1)]?.(...call);
  };

  test('when the events come through, every state is seen, up to the end, over one connection', async () => {
    const { server, statuses } = await follow({});
    expect(await statuses()).toEqual(['pending', 'processing', 'completed']);
    expect(server.asked()).toEqual([events]);
  });

  test('when the connection breaks, it comes back with the last id and misses nothing', async () => {
    const broken: Answer = (_request, response) => {
      startEvents(response);
      sendEvent(response, 1, pendingJob);
      response.write('id: 2\nevent: progress\ndata: {"half', () => response.destroy());
    };
    const rest: Answer = (_request, response) => {
      startEvents(response);
      sendEvent(response, 2, processingJob);
      sendEvent(response, 3, buildJob());
      response.end();
    };
    const { server, statuses, waits } = await follow({ answers: { [events]: inTurn(broken, rest) } });
    expect(await statuses()).toEqual(['pending', 'processing', 'completed']);
    expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1']);
    expect(waits).toEqual([1000]);
  });

  test('when the connection breaks often, but brings something each time, it goes on listening', async () => {
    const one: Answer = (request, response) => {
      const seen = Number(request.headers['last-event-id'] ?? 0);
      startEvents(response);
      sendEvent(response, seen + 1, seen < 5 ? processingJob : buildJob());
      response.end();
    };
    const { server, statuses } = await follow({ answers: { [events]: one } });
    expect(await statuses()).toEqual([...Array(5).fill('processing'), 'completed']);
    expect(server.asked()).toEqual(Array(6).fill(events));
  });

  test('when an event of another name comes, it is passed over', async () => {
    const strange: Answer = (_request, response) => {
      startEvents(response);
      response.write('event: weather\ndata: fine\n\n');
      sendEvent(response, 1, buildJob());
      response.end();
    };
    expect(await (await follow({ answers: { [events]: strange } })).statuses()).toEqual(['completed']);
  });

  test('when streams end again and again with nothing in them, it asks instead', async () => {
    const silent: Answer = (_request, response) => {
      startEvents(response);
      response.end();
    };
    const asked = inTurn(
      (_request, response) => sendJson(response, 200, processingJob),
      (_request, response) => sendJson(response, 200, buildJob()),
    );
    const { server, statuses } = await follow({ answers: { [events]: silent, [get]: asked } });
    expect(await statuses()).toEqual(['processing', 'completed']);
    expect(server.asked()).toEqual([events, events, events, get, get]);
  });

  test.each<[string, Answer]>([
    ['answers with something else', (_request, response) => sendJson(response, 200, {})],
    ['does not know the address', (_request, response) => response.writeHead(406).end()],
    [
      'sends events without JSON',
      (_request, response) => {
        startEvents(response);
        response.end('event: progress\ndata: nonsense\n\n');
      },
    ],
  ])('when the server %s, it asks at once', async (_what, answer) => {
    const { server, statuses } = await follow({ answers: { [events]: answer } });
    expect(await statuses()).toEqual(['completed']);
    expect(server.asked()).toEqual([events, get]);
  });

  test('when asking fails for a while, and again after an answer, it goes on', async () => {
    const away: Answer = (_request, response) => response.destroy();
    const nineAway = Array.from({ length: 9 }, () => away);
    const answers = inTurn(
      ...nineAway,
      (_request, response) => sendJson(response, 200, processingJob),
      ...nineAway,
      (_request, response) => sendJson(response, 200, buildJob()),
    );
    const { statuses } = await follow({ answers: { [events]: away, [get]: answers } });
    expect(await statuses()).toEqual(['processing', 'completed']);
  });

  test('when the server is gone, it gives up after some time', async () => {
    const { server, statuses } = await follow({});
    await server.close();
    await expect(statuses()).rejects.toMatchObject({
      ...{ code: 'server-unreachable', message: `Nothing answers at ${server.url}: is the server running?` },
    });
  });

  test('when the job is deleted meanwhile, it says so at once', async () => {
    const gone: Answer = (_request, response) =>
      sendProblem(response, 404, 'job-not-found', 'There is no such job.');
    const { server, statuses } = await follow({ answers: { [events]: gone } });
    await expect(statuses()).rejects.toMatchObject({
      code: 'request-failed',
      message: 'There is no such job.',
    });
    expect(server.requests).toHaveLength(1);
  });

  test('when the signal aborts while it listens, its reason is thrown and nothing more is asked', async () => {
    const controller = new AbortController();
    const open: Answer = (_request, response) => {
      startEvents(response);
      sendEvent(response, 1, pendingJob);
      controller.abort(new Error('interrupted'));
    };
    const { server, statuses } = await follow({ answers: { [events]: open } }, controller.signal);
    await expect(statuses()).rejects.toThrow('interrupted');
    expect(server.requests).toHaveLength(1);
  });
});
