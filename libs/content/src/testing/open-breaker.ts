import { ContentError, type ContentErrorCode } from '../errors.ts';
import { type BreakerLimits, withCircuitBreaker } from '../limits/with-circuit-breaker.ts';
import type { ModelAnswer } from '../ports/text-model.ts';
import { buildModelCall, createFakeTextModel } from './fake-text-model.ts';
import { createManualClock } from './manual-clock.ts';
import { settled } from './settled.ts';
import { watchPromise } from './watch-promise.ts';

/** What a provider fails with, whose error has this code. */
export const fault = (code: ContentErrorCode = 'provider-unavailable') =>
  new ContentError(code, 'On purpose.', { isRetryable: true });

/** A provider that does what `next` says, at each call. */
export function openBreaker(limits: BreakerLimits = {}) {
  const clock = createManualClock();
  const provider = {
    next: (): ModelAnswer | Promise<ModelAnswer> => {
      throw fault();
    },
  };
  const adapter = createFakeTextModel({ generate: () => provider.next() });
  const model = withCircuitBreaker(adapter, { ...limits, clock });

  return {
    ...{ clock, provider, adapter, model },
    /** The errors of so many calls, one after the other. */
    async fail(times: number): Promise<unknown[]> {
      const errors: unknown[] = [];
      for (let time = 0; time < times; time += 1) {
        const call = watchPromise(model.generate(buildModelCall()));
        await settled();
        errors.push(call.error);
      }
      return errors;
    },
  };
}
