import type { CacheEvent } from '@la-factoria/cache';
import type { CallUsage } from '@la-factoria/content';
import type { JobStatus, OpenStatus } from '@la-factoria/job';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How long the numbers of jobs by status may be old: whoever scrapes often must not load the job store. */
const countsMilliseconds = 10_000;

const requestSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];
const stepSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900];

export interface MetricsOptions {
  /** How many jobs have not ended. */
  countJobs: () => Promise<Record<OpenStatus, number>>;
  /** Milliseconds since any point. */
  now: () => number;
}

export type RateLimitName = 'key' | 'address' | 'streams';
export type Outcome = 'ok' | 'failed';

/** What is counted about this process, by events that happen in it, as Prometheus reads it. */
export interface Metrics {
  readonly contentType: string;
  /** All of it as text. What can't be counted just now is left out. */
  text(): Promise<string>;
  /** `route` is the pattern, as `/api/v1/jobs/:id`: never what a client made up. */
  request(request: { method: string; route: string; status: number; seconds: number }): void;
  refused(limit: RateLimitName): void;
  stepEnded(step: string, outcome: Outcome, seconds: number): void;
  jobEnded(status: JobStatus): void;
  modelCalled(usage: Pick<CallUsage, 'model' | 'inputTokens' | 'outputTokens' | 'costUsd'>): void;
  spoken(voice: string, characters: number): void;
  cacheEvent(event: CacheEvent): void;
  webhook(outcome: Outcome): void;
}

/** Metrics of one server: nothing is shared between two of one process. */
export function createMetrics({ countJobs, now }: MetricsOptions): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register, prefix: 'factoria_' });
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `factoria_${name}`, help, labelNames, registers });

  const requests = new Histogram({
    ...{ name: 'factoria_http_request_seconds', help: 'Requests by route, with their times', registers },
    ...{ labelNames: ['method', 'route', 'status'] as const, buckets: requestSeconds },
  });
  const steps = new Histogram({
    ...{ name: 'factoria_step_seconds', help: 'Runs of steps, with their times', registers },
    ...{ labelNames: ['step', 'outcome'] as const, buckets: stepSeconds },
  });
  const refusals = counter('rate_limited_total', 'Requests that a limit refused', ['limit']);
  const ended = counter('jobs_ended_total', 'Jobs that ended in this process', ['status']);
  const calls = counter('model_calls_total', 'Calls of a model that were answered', ['model']);
  const tokens = counter('model_tokens_total', 'Tokens of those calls', ['model', 'direction']);
  const dollars = counter('model_cost_usd_total', 'US dollars of those calls', ['model']);
  const speech = counter('voice_requests_total', 'Requests that a voice answered', ['voice']);
  const characters = counter('voice_characters_total', 'Characters that its provider counts', ['voice']);
  const cache = counter('cache_events_total', 'What happened in the cache', ['type']);
  const webhooks = counter('webhooks_total', 'Webhooks that were sent', ['outcome']);

  let counts: { of: Promise<Record<OpenStatus, number>>; at: number } | undefined;
  const jobCounts = () => {
    if (!counts || now() - counts.at > countsMilliseconds) {
      const of = countJobs();
      of.catch(() => (counts = undefined));
      counts = { of, at: now() };
    }
    return counts.of;
  };
  new Gauge({
    ...{ name: 'factoria_jobs', help: 'Jobs that have not ended: pending ones are the queue', registers },
    labelNames: ['status'] as const,
    async collect() {
      this.reset();
      const found = await jobCounts().catch(() => ({}));
      for (const [status, jobs] of Object.entries(found)) this.set({ status }, jobs);
    },
  });

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    refused: (limit) => refusals.inc({ limit }),
    stepEnded: (step, outcome, seconds) => steps.observe({ step, outcome }, seconds),
    jobEnded: (status) => ended.inc({ status }),
    modelCalled({ model, inputTokens, outputTokens, costUsd }) {
      calls.inc({ model });
      tokens.inc({ model, direction: 'in' }, inputTokens);
      tokens.inc({ model, direction: 'out' }, outputTokens);
      dollars.inc({ model }, costUsd);
    },
    spoken(voice, spokenCharacters) {
      speech.inc({ voice });
      characters.inc({ voice }, spokenCharacters);
    },
    cacheEvent: ({ type }) => cache.inc({ type }),
    webhook: (outcome) => webhooks.inc({ outcome }),
  };
}
