export type MutationErrorCode =
  /** The project's tests are not run by Jest, or none is installed. */
  | 'jest-missing'
  /** They are run by Vitest or node:test, which this cannot do yet. */
  | 'runner-unsupported'
  /** Jest did not get as far as to run tests; `message` has what it said. */
  | 'jest-failed'
  /** Tests fail without any mutant: `tests` names them. */
  | 'dry-run-failed'
  /** No test enters any operation. */
  | 'no-covering-tests'
  | 'aborted';

/** Why mutants could not be measured. */
export class MutationError extends Error {
  override readonly name = 'MutationError';
  readonly code: MutationErrorCode;
  /** Full names of the tests that it is about, each after its file. */
  readonly tests: readonly string[];

  constructor(
    code: MutationErrorCode,
    message: string,
    options: { cause?: unknown; tests?: readonly string[] } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.tests = options.tests ?? [];
  }
}
