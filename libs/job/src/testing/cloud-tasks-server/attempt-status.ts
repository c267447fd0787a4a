import { grpcStatus, type GrpcStatusName } from '../../adapters/grpc-status.ts';
import type { SendOutcome } from './send-request.ts';

/** Which status of gRPC stands for which of HTTP (google/rpc/code.proto). */
const byHttpStatus: Readonly<Record<number, GrpcStatusName>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** How an attempt ended, as the API shows it in `Attempt.response_status` and as the reason of a retry. */
export function attemptStatus(outcome: SendOutcome): { code: number; message: string } {
  if ('failure' in outcome) {
    return { code: grpcStatus[outcome.failure], message: outcome.failure };
  }
  const { status } = outcome;
  const name = status >= 200 && status < 300 ? 'OK' : (byHttpStatus[status] ?? 'UNKNOWN');
  return { code: grpcStatus[name], message: `HTTP status code ${status}` };
}
