import { setTimeout as wait } from 'node:timers/promises';

import type { Attributes } from '@opentelemetry/api';

/** Spans of time, for a collector of OpenTelemetry. */
export interface Tracing {
  /** Runs `work` as a span, within the one under way. `from` names one in another process, as its header `traceparent`. */
  span<Result>(
    name: string,
    options: { attributes?: Attributes; kind?: 'server' | 'client' | 'internal'; from?: string | undefined },
    work: (span: Span) => Promise<Result>,
  ): Promise<Result>;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface Span {
  set(attributes: Attributes): void;
  fail(): void;
}

const unseen: Span = { set() {}, fail() {} };

/** Spans that nobody sees. */
export const noTracing: Tracing = {
  span: (_name, _options, work) => work(unseen),
  close: async () => {},
};

const batchMilliseconds = 2000;
const exportTimeoutMilliseconds = 2000;
/** The server stops within ten seconds, whatever the collector does. */
const closeMilliseconds = 1500;

/**
 * Sends spans to `endpoint` as the OpenTelemetry protocol over HTTP. What can't be sent is dropped: nothing waits for it.
 * The library is loaded only here.
 */
export async function startTracing(endpoint: string): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMilliseconds });
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'la-factoria' }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter, { scheduledDelayMillis: batchMilliseconds })],
  });
  provider.register();
  const tracer = provider.getTracer('la-factoria');
  const kinds = {
    ...{ server: api.SpanKind.SERVER, client: api.SpanKind.CLIENT, internal: api.SpanKind.INTERNAL },
  };
  return {
    span(name, { attributes = {}, kind = 'internal', from }, work) {
      const here = api.context.active();
      const parent = from === undefined ? here : api.propagation.extract(here, { traceparent: from });
      return tracer.startActiveSpan(name, { attributes, kind: kinds[kind] }, parent, async (span) => {
        const fail = () => void span.setStatus({ code: api.SpanStatusCode.ERROR });
        try {
          return await work({ set: (more) => void span.setAttributes(more), fail });
        } catch (error) {
          // Not the error itself: its message may hold a text or a key.
          fail();
          throw error;
        } finally {
          span.end();
        }
      });
    },
    // What can't be sent any more is lost; the server stops all the same.
    close: () =>
      Promise.race([provider.shutdown().catch(() => {}), wait(closeMilliseconds, undefined, { ref: false })]),
  };
}
