import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';

import { ContentError, type ContentErrorCode } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ModelAnswer, ModelCall, TextModel } from '../ports/text-model.ts';
import { abortError } from './abort-error.ts';
import { CallsSuspendedError } from './calls-suspended-error.ts';
import { checkLimit } from './check-limit.ts';
import { decorateModel } from './decorate-model.ts';
import { onAbort } from './on-abort.ts';
import { startSuspension, type Suspension } from './suspension.ts';

export interface BreakerLimits {
  /** So many calls in a row that the provider failed suspend all calls. @default 5 */
  faults?: number | undefined;
  /** For how long at first; each probe that fails doubles it. @default 10 */
  suspendSeconds?: number | undefined;
  /** @default 60 */
  maxSuspendSeconds?: number | undefined;
}

/** The provider's own failures. A 429, a refusal or a blocked answer neither counts nor ends a row: it shows no work done. */
const faults: ReadonlySet<ContentErrorCode> = new Set(['provider-unavailable', 'provider-timeout']);

/** A probe whose caller gave up before the provider had shown anything. */
class ProbeGivenUp extends Error {}

/**
 * Suspends all calls to a provider that has failed several in a row (circuit breaker). While they are suspended a call
 * fails at once with a `CallsSuspendedError`, and none is made. Then one call is the probe, and those that come meanwhile
 * wait for how it ends: well, and all go on; badly, and all are suspended for twice as long.
 *
 * Faults are counted in a row and not as a share of a time's calls: a job makes eight calls of half a minute each, too
 * few for shares to mean much. A provider that fails every other call stays open; the retry budget spares it.
 * @throws ContentError what the model throws, and `provider-unavailable` with `retryAfterSeconds` while suspended
 */
export function withCircuitBreaker(
  model: TextModel,
  { clock, ...limits }: BreakerLimits & { clock: Clock },
): TextModel {
  const { faults: faultsInRow = 5, suspendSeconds = 10, maxSuspendSeconds = 60 } = limits;
  checkLimit('The number of faults in a row', faultsInRow, 'a whole number from 1');
  checkLimit('suspendSeconds', suspendSeconds, 'a number above 0');
  checkLimit('maxSuspendSeconds', maxSuspendSeconds, 'a number above 0');

  let last: Suspension | undefined;
  const suspensions = {
    clock,
    maxSeconds: maxSuspendSeconds,
    showsNothing: (error: unknown) => error instanceof ProbeGivenUp,
    onStart: (suspension: Suspension) => (last = suspension),
  };
  const policy = circuitBreaker(
    handleWhen(
      (error) => error instanceof ProbeGivenUp || (error instanceof ContentError && faults.has(error.code)),
    ),
    {
      breaker: new ConsecutiveBreaker(faultsInRow),
      halfOpenAfter: { next: () => startSuspension(suspensions, suspendSeconds) },
    },
  );

  async function ask(call: ModelCall): Promise<ModelAnswer> {
    const isProbe = policy.state === CircuitState.HalfOpen;
    try {
      if (call.signal?.aborted) throw abortError(call.signal);
      return await model.generate(call);
    } catch (error) {
      // While half open, cockatiel takes every error that is no fault for a sign that the provider is well.
      if (isProbe && call.signal?.aborted)
        throw new ProbeGivenUp('The probe was given up.', { cause: error });
      throw error;
    }
  }

  function meant(error: unknown): unknown {
    if (error instanceof ProbeGivenUp) return error.cause;
    if (!isBrokenCircuitError(error)) return error;
    const retryAfterSeconds = last?.secondsLeft() ?? 0;
    const message = `Calls to ${model.provider} are suspended for ${retryAfterSeconds} seconds, since it failed the last.`;
    return new CallsSuspendedError(message, { retryAfterSeconds, cause: error });
  }

  return decorateModel(model, async (call) => {
    const { signal } = call;
    // cockatiel lets a call wait for a probe without a look at its signal.
    const aborted = Promise.withResolvers<never>();
    let isAsked = false;
    const stopListening = onAbort(signal, () => {
      if (signal && !isAsked) aborted.reject(abortError(signal));
    });
    const answer = policy.execute(() => {
      isAsked = true;
      return ask(call);
    });
    try {
      return await Promise.race([aborted.promise, answer]);
    } catch (error) {
      throw meant(error);
    } finally {
      stopListening();
    }
  });
}
