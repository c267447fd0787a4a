import type { ErrorReply } from '../reply.ts';
import type { Fault } from './fault.ts';

/** The delay stands where the plan says: in the header, in the body, in both, or nowhere. */
export const rateLimited: Fault = ({ settings: { retryDelay, retryAfter } }) => ({
  ...{ kind: 'error', status: 429, code: 'RESOURCE_EXHAUSTED' },
  message: `You exceeded your current quota, please check your plan and billing details.${retryDelay === undefined ? '' : ` Please retry in ${retryDelay}.`}`,
  details: [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [
        {
          quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
          quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
        },
      ],
    },
    ...(retryDelay === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }]),
  ],
  ...retryAfterHeader(retryAfter),
});

export const serverError: Fault = () => ({
  ...{
    kind: 'error',
    status: 500,
    code: 'INTERNAL',
    message: 'An internal error has occurred. Please retry.',
  },
});

export const overloaded: Fault = ({ settings: { retryAfter } }) => ({
  ...{ kind: 'error', status: 503, code: 'UNAVAILABLE' },
  message: 'The model is overloaded. Please try again later.',
  ...retryAfterHeader(retryAfter),
});

export const rejected: Fault = ({ settings }) =>
  invalidArgument(settings.message ?? 'Request contains an invalid argument.');

export const invalidArgument = (message: string): ErrorReply => ({
  ...{ kind: 'error', status: 400, code: 'INVALID_ARGUMENT', message },
});

/** Google calls a wrong key a bad request, and says the rest in the details. */
export const wrongKey: Fault = () => keyInvalid;

export const keyInvalid: ErrorReply = {
  ...invalidArgument('API key not valid. Please pass a valid API key.'),
  details: [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      ...{ reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
  ],
};

const retryAfterHeader = (retryAfter: string | undefined) =>
  retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } };
