import { ContentError } from '../errors.ts';

/** `provider-unavailable`, said by us without a call: the provider neither saw nor billed anything. */
export class CallsSuspendedError extends ContentError {
  constructor(message: string, options: { retryAfterSeconds: number; cause: unknown }) {
    super('provider-unavailable', message, { ...options, isRetryable: true });
    this.name = 'CallsSuspendedError';
  }
}
