/** The status codes of gRPC, by Google's names (https://grpc.io/docs/guides/status-codes/). */
export const grpcStatus = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type GrpcStatusName = keyof typeof grpcStatus;

/** The status that an error of a gRPC client carries, by name; undefined of any other error. */
export function grpcStatusName(error: unknown): GrpcStatusName | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const [name] = Object.entries(grpcStatus).find(([, number]) => number === code) ?? [];
  return name as GrpcStatusName | undefined;
}
