import type { Clock } from '../ports/clock.ts';
import type { TextModel } from '../ports/text-model.ts';
import { createPacer, type PacerLimits } from './create-pacer.ts';
import { createRetryBudget, type RetryBudgetLimits } from './create-retry-budget.ts';
import { type BreakerLimits, withCircuitBreaker } from './with-circuit-breaker.ts';
import { type TokenCounting, withPacing } from './with-pacing.ts';
import { type RetryLimits, withRetries } from './with-retries.ts';
import { withTimeout } from './with-timeout.ts';

/** What the calls to one provider may take, as plain data but for `estimateTokens`. Each has its default. */
export interface ProviderLimits {
  /** For one call. @default 120 */
  timeoutSeconds?: number | undefined;
  /** When calls are suspended. @default after 5 faults in a row, for 10 seconds and at most 60 */
  breaker?: BreakerLimits | undefined;
  /** @default 8 calls at once, any number a minute, pauses of at most 120 seconds */
  pacing?: (PacerLimits & TokenCounting) | undefined;
  /** @default 4 tries, 1 to 30 seconds apart, or as long as the provider asks up to 300 seconds */
  retries?: RetryLimits | undefined;
  /** @default a tenth of the calls offered in five minutes, but 3 in any case */
  retryBudget?: RetryBudgetLimits | undefined;
}

export interface LimitedModelOptions extends ProviderLimits {
  clock: Clock;
  /** 0 up to 1. @default Math.random */
  random?: (() => number) | undefined;
  /** Counts the cost of each try: what is retried is paid for again. */
  meter: (model: TextModel) => TextModel;
}

/**
 * The model with all limits around it, from the outside in: retries, metering, pacing, circuit breaker, timeout. To be
 * made once for a provider's model and shared by all jobs, since the limits hold for what goes through it.
 *
 * Metering is outside pacing, so that a call that its budget forbids takes no place in the queue. The breaker is inside,
 * so that calls that queued while the provider was going down don't reach it. The timeout is innermost: waiting for a
 * turn is not the provider's fault.
 * @throws RangeError for a limit that makes no sense
 */
export function createLimitedModel(adapter: TextModel, options: LimitedModelOptions): TextModel {
  const { clock, random = Math.random, meter } = options;
  const timed = withTimeout(adapter, { clock, seconds: options.timeoutSeconds });
  const guarded = withCircuitBreaker(timed, { ...options.breaker, clock });
  const paced = withPacing(guarded, createPacer({ ...options.pacing, clock }), options.pacing);
  const budget = createRetryBudget({ ...options.retryBudget, clock });
  return withRetries(meter(paced), { ...options.retries, clock, random, budget });
}
