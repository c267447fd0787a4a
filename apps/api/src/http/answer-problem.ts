import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';

import type { Metrics, RateLimitName } from '../observability/metrics.ts';
import { isProblemCode, Problem, type ProblemCode, problems } from './problem.ts';
import { requestIdOf } from './request-id.ts';

const retryAfterSeconds = 2;

const limits: Partial<Record<ProblemCode, RateLimitName>> = {
  ...{ 'rate-limited': 'key', 'too-many-failures': 'address', 'too-many-streams': 'streams' },
};

/** What Express and its body parser throw, by their own names. */
const expressProblems: Record<string, [ProblemCode, string]> = {
  'entity.too.large': ['body-too-large', 'The body is larger than this route accepts.'],
  'encoding.unsupported': [
    'unsupported-media-type',
    'The body has a content encoding that is not supported.',
  ],
  'request.aborted': ['bad-request', 'The body broke off.'],
  'request.size.invalid': ['bad-request', 'The body has another length than its header says.'],
};

/** The one place where errors become answers. What is not known to be fit for a client stays in the log. */
export function answerProblem(logger: Logger, metrics: Pick<Metrics, 'refused'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = toProblem(error);
    const { status, title } = problems[problem.code];
    const requestId = requestIdOf(response);
    const limit = limits[problem.code];
    if (limit) metrics.refused(limit);
    // Who has hung up gets no answer, and what then breaks off is no fault of ours.
    if (response.destroyed && !response.headersSent) return;
    if (status >= 500) logger.error({ requestId, err: error }, 'request failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    response
      .status(status)
      .set({ ...(status === 503 && { 'Retry-After': String(retryAfterSeconds) }), ...problem.headers })
      .type('application/problem+json')
      .send(
        JSON.stringify({
          ...{ type: `urn:la-factoria:problem:${problem.code}`, title, status, detail: problem.message },
          ...{ instance: request.originalUrl.split('?')[0], code: problem.code, requestId },
          ...(problem.errors && { errors: problem.errors }),
        }),
      );
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Error) {
    // The libraries' errors are written to be shown, and carry the same codes.
    if ('isRetryable' in error && 'code' in error && isProblemCode(error.code)) {
      return new Problem(error.code, error.message);
    }
    const [code, detail] = ('type' in error && expressProblems[String(error.type)]) || [];
    if (code && detail) return new Problem(code, detail);
    if ('status' in error && error.status === 400)
      return new Problem('bad-request', 'The request is malformed.');
  }
  return new Problem('internal-error', 'The error has been logged; the request id finds it.');
}
