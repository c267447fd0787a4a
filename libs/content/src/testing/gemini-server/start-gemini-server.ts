import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';

import type { CallPurpose } from '../../ports/text-model.ts';
import { countTokens } from './count-tokens.ts';
import { countUsage, withinOutputLimit } from './count-usage.ts';
import { createArrivals } from './arrivals.ts';
import type { FaultPlan } from './faults/fault.ts';
import { createFaultPlans, type DueFault, type PlannedFault } from './faults/fault-plans.ts';
import { type FaultName, faults } from './faults/faults.ts';
import { invalidArgument, keyInvalid } from './faults/http-faults.ts';
import { createGeminiCall, type GeminiCall, type GeminiMethod } from './gemini-call.ts';
import { createPromptCache } from './prompt-cache.ts';
import { readRequest } from './read-request.ts';
import type { AnswerReply, Reply } from './reply.ts';
import { sendError, sendJson, sendReply } from './send-reply.ts';
import { textOf, writeAnswer } from './write-answer.ts';

export interface GeminiServerOptions {
  /** The only key that is accepted. @default any that is not empty */
  apiKey?: string | undefined;
  /** The same seed and prompt give the same answer. @default 1 */
  seed?: number | undefined;
  /** What each answer is said to have taken to think, against its limit of tokens. @default 0 */
  thinkingTokens?: number | undefined;
  /** For benchmarks: how long an answer takes, in milliseconds of real time. @default no time */
  delay?: ((call: GeminiCall) => number) | undefined;
  /** For benchmarks: told of each answer, with the milliseconds since its request arrived. */
  onAnswered?: ((call: GeminiCall, milliseconds: number) => void) | undefined;
}

export interface GeminiServer {
  /** For the SDK and our adapter, which add `/models/…`. */
  readonly baseUrl: string;
  /** All calls that arrived, in order, those that met a fault included. */
  readonly calls: readonly GeminiCall[];
  /** Those that write this. */
  callsFor(purpose: CallPurpose): GeminiCall[];
  /** How many calls wait for their answer, and how many did at most. */
  readonly underWay: number;
  readonly maxConcurrent: number;
  /** Resolves once so many calls have arrived since the start. */
  arrived(count: number): Promise<void>;
  /** Lets calls that come meet a fault: by default the next one. */
  fail(plan: FaultPlan<FaultName>): PlannedFault;
  /** Breaks off all that is under way. */
  close(): Promise<void>;
}

const path = /^\/v1beta\/models\/([^/:?]+):(generateContent|streamGenerateContent|countTokens)(?:\?|$)/;

/**
 * Google's Gemini on this machine, as far as the REST API's generateContent, streamGenerateContent (server-sent events)
 * and countTokens go. It answers from the schema that it is sent, in sentences of the numbered passages that it is sent,
 * and fails as it is told to. What it knows of prompts is in `parsePassages`, `createGeminiCall` and `readTaskHints`.
 *
 * Left out: tools, files, explicit caches, several candidates, and a mind.
 */
export async function startGeminiServer(options: GeminiServerOptions = {}): Promise<GeminiServer> {
  const { apiKey, seed = 1, thinkingTokens = 0, delay, onAnswered } = options;
  const calls: GeminiCall[] = [];
  const arrivals = createArrivals();
  const plans = createFaultPlans();
  const cache = createPromptCache();
  const closing = new AbortController();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = performance.now();
    const url = request.url ?? '';
    const body = await readText(request);
    const [, model = '', method] = path.exec(url) ?? [];
    if (!isMethod(method) || request.method !== 'POST') {
      return sendJson(response, 404, {
        error: { code: 404, message: `No such method: ${url}`, status: 'NOT_FOUND' },
      });
    }
    const read = readRequest(body);
    if ('invalid' in read) return sendError(response, invalidArgument(read.invalid));
    const call = createGeminiCall(calls.length, { method, model, url }, read);
    calls.push(call);
    response.once('finish', () => onAnswered?.(call, performance.now() - arrivedAt));
    response.once('close', () => {
      arrivals.leave();
      if (!response.writableFinished && call.status === undefined) call.status = 'left';
    });
    arrivals.enter();
    const key = request.headers['x-goog-api-key'];
    if (!key || (apiKey !== undefined && key !== apiKey)) {
      call.status = keyInvalid.status;
      return sendError(response, keyInvalid);
    }
    if (method === 'countTokens') return answerCount(call, response);
    await answer(call, response);
  }

  async function answer(call: GeminiCall, response: ServerResponse): Promise<void> {
    // Faults are for calls in the order of their arrival; answers are made up later, lest other calls wait for that.
    const due = plans.take(call);
    if (due) call.fault = due.plan.fault;
    if (delay) await wait(delay(call), undefined, { signal: closing.signal });
    let reply = replyTo(call, due);
    if (reply.kind === 'held') {
      await reply.until;
      reply = reply.answer;
    }
    if (response.destroyed) return;
    const given = reply.kind === 'reset-in-body' ? reply.answer : reply;
    const usage = given.kind === 'answer' ? countUsage(call, given, cache) : noUsage;
    if (given.kind === 'answer') {
      Object.assign(call, { text: given.text, finishReason: given.finishReason ?? 'STOP', usage });
    }
    const isReset = reply.kind === 'reset' || reply.kind === 'reset-in-body';
    if (reply.kind !== 'hang') call.status = isReset ? 'reset' : reply.kind === 'error' ? reply.status : 200;
    sendReply(response, reply, { ...call, responseId: `answer-${call.number}`, usage });
  }

  function replyTo(call: GeminiCall, due: DueFault | undefined): Reply {
    const value = writeAnswer(call, seed);
    const honest: AnswerReply = { kind: 'answer', text: textOf(value), thinkingTokens };
    if (!due) return withinOutputLimit(honest, call, thinkingTokens);
    const context = { call, settings: due.plan, value, answer: honest, released: due.released };
    const reply = faults[due.plan.fault](context);
    return reply.kind === 'answer' ? withinOutputLimit(reply, call, thinkingTokens) : reply;
  }

  function answerCount(call: GeminiCall, response: ServerResponse): void {
    call.status = 200;
    sendJson(response, 200, { totalTokens: countTokens(`${call.system}\n${call.prompt}`) });
  }

  const server = createServer((request, response) => {
    // A mistake of a test's own, as in `where`, should be seen. What is broken off has nobody left to tell.
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendError(response, { kind: 'error', status: 500, code: 'INTERNAL', message: inspect(error) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1beta`,
    calls,
    callsFor: (purpose) => calls.filter((call) => call.purpose === purpose),
    get underWay() {
      return arrivals.underWay();
    },
    get maxConcurrent() {
      return arrivals.maxConcurrent();
    },
    arrived: arrivals.arrived,
    fail: plans.add,
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const noUsage = { promptTokenCount: 0, candidatesTokenCount: 0, totalTokenCount: 0 };

const isMethod = (name: string | undefined): name is GeminiMethod => name !== undefined;
