import type { GrpcStatusName } from '../../adapters/grpc-status.ts';

/** What a call of the API ends with if not with an answer. */
export class StatusError extends Error {
  readonly status: GrpcStatusName;

  constructor(status: GrpcStatusName, message: string) {
    super(message);
    this.name = 'StatusError';
    this.status = status;
  }
}
