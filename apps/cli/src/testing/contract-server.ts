import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { readForm, type RecordedForm } from './read-form.ts';

/** A job as version 1 of the API shows it. */
export interface ContractJob {
  id: string;
  status: string;
  materials: Record<
    string,
    { status: string; error?: { code: string; message: string; isRetryable: boolean } }
  >;
  audio: { status: string; progress: number; durationSeconds?: number; error?: unknown } | null;
  [field: string]: unknown;
}

export const jobId = '01939f4e-7a10-7c3b-9a51-0d2f1c6a7b11';

/** A job with two materials, whole unless overridden. */
export function buildJob(overrides: Partial<ContractJob> = {}): ContractJob {
  return {
    id: jobId,
    status: 'completed',
    createdAt: '2026-03-04T10:20:30.000Z',
    updatedAt: '2026-03-04T10:20:31.000Z',
    completedAt: '2026-03-04T10:20:31.000Z',
    progress: { completed: 2, total: 2, percentage: 100, current: [] },
    materials: { outline: { status: 'completed' }, flashcards: { status: 'completed' } },
    audio: null,
    usage: { calls: 2, cachedCalls: 0, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 },
    error: null,
    request: { title: 'How tides work', sourceCharacters: 12345, language: 'en', audio: false },
    links: {},
    ...overrides,
  };
}

/** The same job on its way: first waiting, then at work. */
export const pendingJob = buildJob({
  status: 'pending',
  completedAt: null,
  progress: { completed: 0, total: 2, percentage: 0, current: [] },
  materials: { outline: { status: 'pending' }, flashcards: { status: 'pending' } },
});
export const processingJob = buildJob({
  status: 'processing',
  completedAt: null,
  progress: { completed: 1, total: 2, percentage: 50, current: ['flashcards'] },
  materials: { outline: { status: 'completed' }, flashcards: { status: 'processing' } },
});

export const outline = {
  kind: 'outline',
  generator: 'extractive',
  level: 'beginner',
  sections: [{}, {}, {}],
  quality: { score: 0.934, groundedness: 1, issues: [] },
};
export const flashcards = {
  kind: 'flashcards',
  generator: 'extractive',
  items: [{}],
  quality: {
    score: 0.5,
    groundedness: 0.75,
    issues: [{ code: 'too-few', message: '1 of at least 10 cards' }],
  },
};

export const transcript = 'WEBVTT\n\n1\n00:00.150 --> 00:02.000\n<v Alex>How tides work.\n';

export interface RecordedRequest {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** What the body holds where it is a form. */
  form: RecordedForm | undefined;
}

export type Answer = (request: RecordedRequest, response: ServerResponse) => unknown;

export interface ContractServerOptions {
  /** What the job passes through, as the events tell it; the last is where it ends. */
  states?: ContractJob[];
  materials?: Record<string, unknown>;
  audio?: Uint8Array;
  /** Answers that differ from the contract's usual, by method and path below /api/v1: `POST /jobs`. */
  answers?: Record<string, Answer>;
}

export interface ContractServer {
  url: string;
  key: string;
  requests: RecordedRequest[];
  /** The requests as `GET /jobs/…`, without the queries. */
  asked(): string[];
  close(): Promise<void>;
}

/** A real HTTP server on loopback that speaks version 1 of the API about one job, as far as the program uses it. */
export async function startContractServer(options: ContractServerOptions = {}): Promise<ContractServer> {
  const key = 'lf_contract_0123456789abcdef';
  const {
    states = [pendingJob, processingJob, buildJob()],
    audio = Buffer.from('mp3'),
    answers = {},
  } = options;
  const materials: Record<string, unknown> = options.materials ?? { outline, flashcards };
  const requests: RecordedRequest[] = [];
  const last = states.at(-1);
  const job = `/jobs/${jobId}`;

  const usual: Record<string, Answer> = {
    'POST /jobs': (_request, response) => sendJson(response, 201, states[0]),
    'GET /jobs': (_request, response) => sendJson(response, 200, { jobs: [last], nextCursor: null }),
    [`GET ${job}`]: (_request, response) => sendJson(response, 200, last),
    [`GET ${job}/events`]: (request, response) => {
      startEvents(response);
      const seen = Number(request.headers['last-event-id'] ?? 0);
      states.slice(seen).forEach((state, index) => sendEvent(response, seen + index + 1, state));
      response.end();
    },
    [`POST ${job}/cancel`]: (_request, response) =>
      sendJson(response, 200, buildJob({ status: 'cancelled' })),
    [`GET ${job}/materials`]: (_request, response) => sendJson(response, 200, materials),
    [`GET ${job}/audio/transcript`]: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/vtt; charset=utf-8' }).end(transcript);
    },
    [`GET ${job}/audio`]: (_request, response) => {
      response
        .writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': audio.byteLength })
        .end(audio);
    },
    ...Object.fromEntries(
      Object.keys(materials).map((kind): [string, Answer] => [
        `GET ${job}/materials/${kind}`,
        ({ headers }, response) => {
          if (headers.accept === 'text/markdown') {
            response
              .writeHead(200, { 'content-type': 'text/markdown; charset=utf-8' })
              .end(`# ${kind} – déjà\n`);
          } else if (headers.accept === 'text/csv') {
            response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end('#separator:Comma\n');
          } else sendJson(response, 200, materials[kind]);
        },
      ]),
    ),
  };

  const server = createServer(async (incoming, response) => {
    const bytes = await buffer(incoming);
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: bytes.toString(),
      form: await readForm(bytes, incoming.headers['content-type']),
    };
    requests.push(request);
    const route = `${request.method} ${pathOf(request)}`;
    const answer = answers[route] ?? usual[route];
    if (request.headers.authorization !== `Bearer ${key}`) {
      sendProblem(response, 401, 'unauthorized', 'The key is not valid.');
    } else if (answer === undefined) sendProblem(response, 404, 'not-found', `There is nothing at ${route}.`);
    else await answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    ...{ url: `http://127.0.0.1:${port}`, key, requests },
    asked: () => requests.map((request) => `${request.method} ${pathOf(request)}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const pathOf = ({ path }: RecordedRequest): string => path.replace(/\?.*$/, '').replace(/^\/api\/v1/, '');

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export function sendProblem(
  response: ServerResponse,
  status: number,
  code: string,
  detail: string,
  more: { errors?: { path: string; message: string }[]; headers?: Record<string, string> } = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json', ...more.headers })
    .end(JSON.stringify({ status, code, detail, title: code, requestId: 'request-7', errors: more.errors }));
}

export function startEvents(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
}

/** Writes one event, whole, with the job as its data. */
export function sendEvent(response: ServerResponse, id: number, state: ContractJob): void {
  const name = ['pending', 'processing'].includes(state.status) ? 'progress' : 'end';
  response.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(state)}\n\n`);
}
