import type * as Sdk from 'ai';

import { ContentError, type ContentErrorOptions } from '../../errors.ts';
import { abortError } from '../../limits/abort-error.ts';
import type { ModelCall } from '../../ports/text-model.ts';
import { readErrorBody } from './ai-sdk-error-body.ts';
import { cleanMessage, type Confidential } from './ai-sdk-error-message.ts';
import { retryAfterSeconds } from './ai-sdk-retry-after.ts';

/** The part of `ai` that tells its errors apart. It is loaded late, hence an argument. */
export type ErrorTypes = Pick<typeof Sdk, 'AISDKError' | 'APICallError' | 'InvalidResponseDataError'>;

/** Where a failed call came from. */
export interface FailedCall {
  call: ModelCall;
  /** For the message. */
  provider: string;
  /** Never to stand in an error: the key. */
  secrets: readonly string[];
}

/**
 * What an error of the SDK, or of `fetch`, means. Nothing of the original is kept but its status, its code and its cleaned
 * message: the SDK's errors carry the request's body and address.
 */
export function toContentError(error: unknown, types: ErrorTypes, failed: FailedCall): unknown {
  const { call, provider } = failed;
  if (call.signal?.aborted) return abortError(call.signal, { mayBeBilled: true });
  if (types.APICallError.isInstance(error) && error.statusCode !== undefined) {
    return error.statusCode < 300 ? brokenAnswer(provider) : fromStatus(error, error.statusCode, failed);
  }
  if (types.InvalidResponseDataError.isInstance(error)) return brokenAnswer(provider);
  if (types.AISDKError.isInstance(error) && !types.APICallError.isInstance(error)) {
    // The SDK refuses what it was given, as a limit of 0 tokens.
    return new ContentError('provider-rejected', `The call of ${provider} could not be made.`, {
      cause: new Error(error.name),
    });
  }
  const code = codeOf(error);
  return new ContentError('provider-unavailable', `The connection to ${provider} failed (${code}).`, {
    isRetryable: true,
    // The request was sent in full, and then waited for in vain.
    mayBeBilled: code === 'UND_ERR_HEADERS_TIMEOUT',
    cause: new Error(code),
  });
}

/** The provider said yes, and then what came was no answer: it may have been paid for. */
const brokenAnswer = (provider: string) =>
  new ContentError('provider-unavailable', `The answer of ${provider} broke off or was unreadable.`, {
    ...{ isRetryable: true, mayBeBilled: true },
  });

function fromStatus(error: Sdk.APICallError, status: number, failed: FailedCall): ContentError {
  const body = readErrorBody(error.responseBody);
  const confidential: Confidential = { secrets: failed.secrets, prompt: failed.call.prompt };
  const said = cleanMessage(body.message ?? '', confidential) || 'no reason given';
  const wait = retryAfterSeconds({
    ...{ headers: error.responseHeaders ?? {}, retryDelay: body.retryDelay, now: Date.now() },
  });
  const because = (code: ContentError['code'], verb: string, options: ContentErrorOptions = {}) =>
    new ContentError(code, `${failed.provider} ${verb} (HTTP ${status}: ${said})`, {
      ...options,
      cause: Object.assign(new Error(said), { status }),
    });
  if (status === 429) {
    return because('rate-limited', 'asks to slow down', { isRetryable: true, retryAfterSeconds: wait });
  }
  if (status === 401 || status === 403 || body.reason === 'API_KEY_INVALID') {
    return because('credentials-invalid', 'does not accept the key');
  }
  if (status === 408 || status >= 500) {
    return because('provider-unavailable', 'is not available', {
      isRetryable: true,
      retryAfterSeconds: wait,
    });
  }
  return because('provider-rejected', 'rejected the call');
}

/** The first code in the chain of causes, for example `ECONNRESET`. Messages are left: they may hold addresses and headers. */
function codeOf(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 8 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    current = 'cause' in current ? current.cause : undefined;
  }
  return 'no code';
}
