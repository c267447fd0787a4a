/** What a provider's client throws: typed, so that it may be shown and says whether it may be retried. */
export class ProviderError extends Error {
  readonly code = 'provider-busy';
  readonly isRetryable: boolean;
  /** As a Retry-After header asks for it. */
  readonly retryAfterSeconds?: number;

  constructor({
    isRetryable = true,
    retryAfterSeconds,
  }: { isRetryable?: boolean; retryAfterSeconds?: number } = {}) {
    super('The provider is busy.');
    this.isRetryable = isRetryable;
    if (retryAfterSeconds !== undefined) this.retryAfterSeconds = retryAfterSeconds;
  }
}
