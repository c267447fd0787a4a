import { CliError } from '../errors.ts';
import { printable } from '../printable.ts';

/** What the user can mend by typing something else. */
const usageStatuses = [400, 401, 403, 413, 415, 422];

/** Turns an answer that is not a success into the error that the user reads: the problem's detail and its fields. */
export async function refusalOf(response: Response): Promise<CliError> {
  const { status, url } = response;
  const body = await response.text().catch(() => '');
  const problem = problemOf(body);
  if (problem === undefined) {
    return new CliError(
      'answer-unexpected',
      `${new URL(url).origin} does not answer like La Factoria: status ${status} from ${new URL(url).pathname}.`,
      { status, isRetryable: isRetryable(status) },
    );
  }
  const keyHint = status === 401 ? '\nGive the key with FACTORIA_API_KEY or --key.' : '';
  // Only what went wrong on the server's side is worth looking up in its log.
  const requestId = status >= 500 && problem.requestId !== '' ? ` (request ${problem.requestId})` : '';
  return new CliError(
    usageStatuses.includes(status) ? 'request-invalid' : 'request-failed',
    `${[`${problem.detail}${requestId}`, ...problem.fields].join('\n')}${keyHint}`,
    { status, isRetryable: isRetryable(status) },
  );
}

const isRetryable = (status: number): boolean => status === 429 || status >= 500;

/** RFC 9457, with the API's `errors`; undefined if the body is something else. */
function problemOf(body: string): { detail: string; requestId: string; fields: string[] } | undefined {
  const problem = record(parse(body));
  const detail = [problem['detail'], problem['title']].find(
    (value) => typeof value === 'string' && value !== '',
  );
  if (typeof detail !== 'string' || typeof problem['code'] !== 'string') return undefined;
  const errors = Array.isArray(problem['errors']) ? problem['errors'].map(record) : [];
  const fields = errors.map(({ path, message }) => printable(`${path}: ${message}`));
  return {
    detail: printable(detail),
    requestId: typeof problem['requestId'] === 'string' ? printable(problem['requestId']) : '',
    // With a single wrong field, the detail says it all.
    fields: fields.filter((field) => !detail.includes(field)).map((field) => `  ${field}`),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
