import { CacheError } from '../../errors.ts';

/** The error of a store that can't do now what it was asked to. */
export const storeFailed = (message: string): CacheError =>
  new CacheError('store-failed', message, { isRetryable: true });
