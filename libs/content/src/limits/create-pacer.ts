import type { Clock } from '../ports/clock.ts';
import { abortError } from './abort-error.ts';
import { checkLimit } from './check-limit.ts';
import { countDown } from './count-down.ts';
import { onAbort } from './on-abort.ts';
import { SlidingWindow } from './sliding-window.ts';

export interface PacerLimits {
  /** Calls under way at once. @default 8, what one job makes */
  concurrency?: number | undefined;
  /** @default no limit */
  requestsPerMinute?: number | undefined;
  /** @default no limit */
  tokensPerMinute?: number | undefined;
  /** The longest pause that a provider's wish for one gives to all its calls. @default 120 */
  maxPauseSeconds?: number | undefined;
}

/** One call's place among those that are under way. */
export interface Turn {
  /** Puts the tokens that were used in the place of those that were estimated. */
  correct(tokens: number): void;
  /** Takes it out of the minute's account: no request was made. */
  withdraw(): void;
  /** Lets the next one go. To be called once, in any case. */
  end(): void;
}

/** Decides when calls to one provider may go. Shared by all of them. */
export interface Pacer {
  /**
   * Waits for its turn, first come, first served.
   * @param tokens an estimate of what the call will use
   * @throws ContentError the signal's reason, or `writing-aborted`
   */
  enter(tokens: number, signal?: AbortSignal): Promise<Turn>;
  /** Lets no call go for so long. */
  pause(seconds: number): void;
}

/**
 * A second more than a minute, because of two requests the later may travel faster, and the provider counts by arrival.
 */
const windowMilliseconds = 61_000;

interface Waiting {
  tokens: number;
  go: () => void;
}

/**
 * Holds calls back so that a provider's limits are kept. Requests and tokens are counted in a sliding window, which no
 * 60 seconds pass with more than the limit, wherever the provider's own minutes begin; a token bucket would let a full
 * bucket and a minute's refill through in one. A call that needs more tokens than a minute allows goes alone, when the
 * window is empty. Tokens count from when the call goes.
 */
export function createPacer({ clock, ...limits }: PacerLimits & { clock: Clock }): Pacer {
  const { concurrency = 8, maxPauseSeconds = 120 } = limits;
  const { requestsPerMinute = Number.MAX_SAFE_INTEGER, tokensPerMinute = Number.MAX_SAFE_INTEGER } = limits;
  checkLimit('concurrency', concurrency, 'a whole number from 1');
  checkLimit('requestsPerMinute', requestsPerMinute, 'a whole number from 1');
  checkLimit('tokensPerMinute', tokensPerMinute, 'a whole number from 1');
  checkLimit('maxPauseSeconds', maxPauseSeconds, 'a number from 0');

  const requests = new SlidingWindow(clock, windowMilliseconds);
  const tokens = new SlidingWindow(clock, windowMilliseconds);
  let queue: Waiting[] = [];
  let underWay = 0;
  let pause = countDown(clock, 0);
  let cancelTimer = () => {};

  /** Lets go who may. While one waits for time to pass, and only then, one timer is set. */
  function letGo(): void {
    cancelTimer();
    cancelTimer = () => {};
    while (underWay < concurrency) {
      const [first] = queue;
      if (!first) return;
      const wait = Math.max(
        pause.millisecondsLeft(),
        requests.millisecondsUntilRoom(1, requestsPerMinute),
        tokens.millisecondsUntilRoom(first.tokens, tokensPerMinute),
      );
      if (wait > 0) {
        cancelTimer = clock.after(wait, letGo);
        return;
      }
      queue.shift();
      underWay += 1;
      first.go();
    }
  }

  function takeTurn(estimate: number): Turn {
    const request = requests.add(1);
    const used = tokens.add(estimate);
    return {
      correct: (amount) => (used.amount = amount),
      withdraw() {
        request.remove();
        used.remove();
      },
      end() {
        underWay -= 1;
        letGo();
      },
    };
  }

  return {
    enter(estimate, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Turn>();
      const waiting: Waiting = {
        tokens: estimate,
        go() {
          stopListening();
          resolve(takeTurn(estimate));
        },
      };
      queue.push(waiting);
      const stopListening = onAbort(signal, () => {
        queue = queue.filter((other) => other !== waiting);
        if (signal) reject(abortError(signal));
        letGo();
      });
      letGo();
      return promise;
    },
    pause(seconds) {
      const milliseconds = Math.min(seconds, maxPauseSeconds) * 1000;
      if (milliseconds > pause.millisecondsLeft()) pause = countDown(clock, milliseconds);
    },
  };
}
