/** Every error that the API answers with: its HTTP status and its title. Codes are stable. */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'body-not-utf-8': { status: 400, title: 'The body is not UTF-8 text' },
  'bad-request': { status: 400, title: 'The request can not be understood' },
  unauthorized: { status: 401, title: 'A valid key is needed' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'job-not-found': { status: 404, title: 'There is no such job' },
  'material-not-requested': { status: 404, title: 'The job does not make this material' },
  'audio-not-requested': { status: 404, title: 'The job makes no audio' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'not-acceptable': { status: 406, title: 'No acceptable form of the answer' },
  'material-not-ready': { status: 409, title: 'The material is not ready' },
  'audio-not-ready': { status: 409, title: 'The audio is not ready' },
  'job-already-ended': { status: 409, title: 'The job has ended already' },
  'job-not-retryable': { status: 409, title: 'The job can not be retried' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON' },
  'range-not-satisfiable': { status: 416, title: 'The range lies outside of the audio' },
  'validation-failed': { status: 422, title: 'A field is not valid' },
  'source-invalid': { status: 422, title: 'The source text is not valid' },
  'language-unsupported': { status: 422, title: 'The voices do not speak this language' },
  'cursor-invalid': { status: 422, title: 'The cursor is not valid' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key stands for another request' },
  'audio-not-found': { status: 404, title: 'There is no such audio' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'audio-store-failed': { status: 503, title: 'The audio store is away' },
  'store-unavailable': { status: 503, title: 'The job store is away' },
} as const;

export type ProblemCode = keyof typeof problems;

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problems, code);

export interface FieldError {
  /** Dotted: `source.text`. */
  path: string;
  message: string;
}

/** Thrown anywhere below a route to answer with problem details (RFC 9457). `message` is the detail that the client reads. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}
