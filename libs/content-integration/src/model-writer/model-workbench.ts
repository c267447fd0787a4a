import { afterEach } from '@jest/globals';
import {
  type CallUsage,
  type DerivedKind,
  type Material,
  materialKinds,
  type Outline,
  type Source,
  type Writer,
  type WritingOptions,
} from '@la-factoria/content';
import {
  createGeminiTextModel,
  createLimitedModel,
  createModelWriter,
  defaultPrices,
  type GeminiTextModelOptions,
  pricesFor,
  type Proofreader,
  type ProviderLimits,
  type Remember,
  type TextModel,
  withMetering,
} from '@la-factoria/content/models';
import { createManualClock, type ManualClock, settled } from '@la-factoria/content/testing';
import {
  type GeminiCall,
  type GeminiServer,
  type GeminiServerOptions,
  startGeminiServer,
} from '@la-factoria/content/testing/gemini-server';

import type { Reshape } from './reshape-answers.ts';

export const derivedKinds: readonly DerivedKind[] = materialKinds.filter((kind) => kind !== 'outline');

export interface WorkbenchOptions {
  server?: GeminiServerOptions;
  model?: Pick<GeminiTextModelOptions, 'contextTokens' | 'maxOutputTokens' | 'model'>;
  limits?: ProviderLimits;
  remember?: Remember;
  proofreader?: Proofreader;
  /** Changes what the model answered, on its way to the SDK. */
  reshape?: Reshape;
}

export interface Workbench {
  server: GeminiServer;
  /** Stands still until it is moved: nothing times out, and no retry is made by itself. */
  clock: ManualClock;
  model: TextModel;
  writer: Writer;
  /** All that was reported as used. */
  usages: CallUsage[];
  options: WritingOptions;
  /** How many calls were sent and have not ended. */
  readonly open: number;
  /** Lets the clock's time pass whenever no call is under way but those that hang, until this has settled. */
  passTimeUntil<Result>(work: Promise<Result>): Promise<Result>;
}

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

/** The whole stack over loopback HTTP: writer, limits, adapter, SDK, server. Closed after the test. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const server = await startGeminiServer(options.server);
  closings.push(() => server.close());
  const clock = createManualClock();
  const adapter = createGeminiTextModel({
    ...{ apiKey: 'key-of-a-test', baseUrl: server.baseUrl, ...options.model },
    ...(options.reshape && { fetch: reshaping(server, options.reshape) }),
  });
  let open = 0;
  const observed: TextModel = {
    ...adapter,
    async generate(call) {
      open += 1;
      try {
        return await adapter.generate(call);
      } finally {
        open -= 1;
      }
    },
  };
  const prices = pricesFor(adapter.model, defaultPrices);
  if (!prices) throw new Error(`No price is known for ${adapter.model}.`);
  const model = createLimitedModel(observed, {
    ...{ ...options.limits, clock, random: () => 0.5 },
    meter: (metered) => withMetering(metered, { prices }),
  });
  const usages: CallUsage[] = [];
  const { remember, proofreader } = options;
  const writer = createModelWriter({
    model,
    ...(remember && { remember }),
    ...(proofreader && { proofreader }),
  });

  return {
    ...{ server, clock, model, writer, usages },
    options: { onUsage: (usage) => usages.push(usage) },
    get open() {
      return open;
    },
    async passTimeUntil(work) {
      let isSettled = false;
      const end = () => (isSettled = true);
      work.then(end, end);
      const hanging = () =>
        server.calls.filter(({ fault, status }) => fault === 'hang' && status === undefined);
      const isIdle = () => open <= hanging().length;
      while (!isSettled) {
        await until(() => isIdle() || isSettled);
        await settled();
        if (isIdle() && !isSettled) await clock.pass(500);
      }
      return work;
    },
  };
}

/** So long the network of this machine never takes, in milliseconds: a test that waits on waits for nothing. */
const patience = 30_000;

/** Lets the network go on, whose time is the real one, until this is so. @throws Error when it never is */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`In vain waited for: ${String(condition)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What came of each of the seven, and of their names, side by side as in a job. */
export async function writeSeven(
  { writer, options }: Pick<Workbench, 'writer' | 'options'>,
  source: Source,
  outline: Outline,
): Promise<Map<DerivedKind, PromiseSettledResult<Material>>> {
  const ends = await Promise.allSettled(
    derivedKinds.map((kind): Promise<Material> => writer.material(kind, source, outline, options)),
  );
  return new Map(derivedKinds.flatMap((kind, index) => (ends[index] ? [[kind, ends[index]]] : [])));
}

/** All eight, as a job writes them. Fails if one does. */
export async function writeEight(workbench: Workbench, source: Source): Promise<Material[]> {
  const { writer, options } = workbench;
  const outline = await writer.outline(source, options);
  const seven = await Promise.all(
    derivedKinds.map((kind): Promise<Material> => writer.material(kind, source, outline, options)),
  );
  return [outline, ...seven];
}

/** `fetch` that changes the text of each answer. */
function reshaping(server: GeminiServer, reshape: Reshape): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const body = await response.text();
    const { status } = response;
    const headers = new Headers(response.headers);
    const text = textIn(body);
    const call = server.calls[Number(/"responseId":"answer-(\d+)"/.exec(body)?.[1])];
    if (text === undefined || !call) return new Response(body, { status, headers });
    const sent = reshapedText(reshape, text, call);
    if (typeof sent !== 'string') return sent;
    // A function, since `$&` in a replacement would be more than it says.
    const changed = body.replace(JSON.stringify(text), () => JSON.stringify(sent));
    headers.delete('content-length');
    return new Response(changed, { status, headers });
  };
}

/** A mistake in a test's own `reshape` is sent as a refusal, which is not retried and has its message. */
function reshapedText(reshape: Reshape, text: string, call: GeminiCall): string | Response {
  try {
    const reshaped = reshape(JSON.parse(text), call);
    return typeof reshaped === 'string' ? reshaped : JSON.stringify(reshaped);
  } catch (error) {
    return Response.json(
      { error: { code: 400, message: `reshape failed: ${String(error)}` } },
      { status: 400 },
    );
  }
}

/** The text of the answer's first part, if it is whole JSON. */
function textIn(body: string): string | undefined {
  const found = /"parts":\[\{"text":("(?:[^"\\]|\\.)*")/.exec(body)?.[1];
  const text: unknown = found === undefined ? undefined : JSON.parse(found);
  return typeof text === 'string' && text.startsWith('{') && text.endsWith('}') ? text : undefined;
}
