import type { Meter, StoreOperation } from '../cache-events.ts';
import { CacheError, storeFailed } from '../errors.ts';

/** What the store answers, or undefined when it refuses: that is counted and told, and the cache goes on without. */
export async function unlessRefused<Answer>(
  meter: Meter,
  operation: StoreOperation,
  key: string,
  work: () => Answer | Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await work();
  } catch (cause) {
    tellRefusal(meter, operation, key, cause);
    return undefined;
  }
}

export function tellRefusal(meter: Meter, operation: StoreOperation, key: string, cause: unknown): void {
  meter.tell({ type: 'store-error', operation, key, error: refusal(operation, cause) });
}

function refusal(operation: StoreOperation, cause: unknown): CacheError {
  return cause instanceof CacheError
    ? cause
    : storeFailed(`the cache store failed to ${operation}`, { cause });
}
