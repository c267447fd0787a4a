/** Every error that the API answers with: its HTTP status and its title. Codes are stable. */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'body-not-utf-8': { status: 400, title: 'The body is not UTF-8 text' },
  'bad-request': { status: 400, title: 'The request can not be understood' },
  unauthorized: { status: 401, title: 'A valid key is needed' },
  'worker-token-invalid': { status: 401, title: 'The token of the worker route is not valid' },
  'scope-missing': { status: 403, title: 'The key may not do this' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'key-not-found': { status: 404, title: 'There is no such key' },
  'job-not-found': { status: 404, title: 'There is no such job' },
  'material-not-requested': { status: 404, title: 'The job does not make this material' },
  'audio-not-requested': { status: 404, title: 'The job makes no audio' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'not-acceptable': { status: 406, title: 'No acceptable form of the answer' },
  'material-not-ready': { status: 409, title: 'The material is not ready' },
  'audio-not-ready': { status: 409, title: 'The audio is not ready' },
  'job-already-ended': { status: 409, title: 'The job has ended already' },
  'job-not-retryable': { status: 409, title: 'The job can not be retried' },
  'request-timed-out': { status: 408, title: 'The request took too long to come' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has a type that is not supported' },
  'range-not-satisfiable': { status: 416, title: 'The range lies outside of the audio' },
  'validation-failed': { status: 422, title: 'A field is not valid' },
  'source-invalid': { status: 422, title: 'The source text is not valid' },
  'language-unsupported': { status: 422, title: 'The voices do not speak this language' },
  'cursor-invalid': { status: 422, title: 'The cursor is not valid' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key stands for another request' },
  'document-type-unsupported': { status: 415, title: 'Documents of this type can not be read' },
  'document-unreadable': { status: 422, title: 'The document can not be read' },
  'document-too-large': { status: 422, title: 'The document is too large' },
  'document-without-text': { status: 422, title: 'The document has no text' },
  'document-too-slow': { status: 422, title: 'The document takes too long to read' },
  'url-sources-off': { status: 422, title: 'This server fetches no addresses' },
  'url-not-allowed': { status: 422, title: 'This address may not be fetched' },
  'url-unreachable': { status: 422, title: 'The address can not be reached' },
  'url-refused': { status: 422, title: 'The address does not give the document' },
  'url-too-large': { status: 422, title: 'What the address gives is too large' },
  'url-too-slow': { status: 422, title: 'The address takes too long' },
  'url-type-unsupported': { status: 422, title: 'The address gives no document' },
  'webhooks-off': { status: 422, title: 'This server sends no webhooks' },
  'source-too-long': { status: 422, title: 'The source is too long' },
  'generation-failed': { status: 422, title: 'The materials could not be made' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'rate-limited': { status: 429, title: 'The key has used up its rate limit' },
  'too-many-failures': { status: 429, title: 'Too many requests without a valid key came from this address' },
  'too-many-streams': { status: 429, title: 'The key has too many streams of events open' },
  'too-many-documents': { status: 503, title: 'Too many documents are being read' },
  'audio-not-found': { status: 404, title: 'There is no such audio' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'audio-store-failed': { status: 503, title: 'The audio store is away' },
  'document-aborted': { status: 503, title: 'The document was not read to its end' },
  'worker-keys-unavailable': { status: 503, title: 'The keys of tokens can not be had' },
  'queue-unavailable': { status: 503, title: 'The task queue is away' },
  'generation-unavailable': { status: 503, title: 'The materials can not be made now' },
  'generation-timed-out': { status: 504, title: 'The materials are not ready yet' },
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
