export interface BreakerOptions {
  commandTimeoutMilliseconds: number;
  timeoutsToOpen: number;
  random: () => number;
  isReady(): boolean;
  /** Resolves when Redis answers: true for any answer, false when the connection broke. May never resolve. */
  ping(): Promise<boolean>;
  /** Drops the connection and makes another. */
  renew(): void;
  onChange(): void;
}

export interface Breaker {
  /** True: Redis goes unanswered, send nothing. */
  readonly isOpen: boolean;
  readonly trouble: string | undefined;
  /** Begins anew each time it closes: timeouts of what was sent before don't count. */
  readonly round: number;
  countTimeout(round: number): void;
  /** An answer, if only an error. A late one says that Redis lives, not that it is quick enough. */
  countAnswer(isLate: boolean): void;
  /** The connection was lost, or is there again. */
  lineChanged(): void;
  close(): void;
}

const firstProbeMilliseconds = 100;
const longestProbeMilliseconds = 2000;
/** Redis frozen and thawed answers what it was sent; a line that is half open never does, and is renewed after this. */
const silenceMilliseconds = 5000;

/** Opens after some timeouts in a row, and closes when a PING, sent from here by a timer, is answered in time. */
export function createBreaker(options: BreakerOptions): Breaker {
  const { commandTimeoutMilliseconds, timeoutsToOpen } = options;
  let isOpen = false;
  let isClosed = false;
  let round = 0;
  let timeouts = 0;
  let delay = firstProbeMilliseconds;
  let heardAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function open(): void {
    isOpen = true;
    delay = firstProbeMilliseconds;
    heardAt = performance.now();
    probeLater();
    options.onChange();
  }

  function shut(): void {
    isOpen = false;
    timeouts = 0;
    round += 1;
    clearTimeout(timer);
    options.onChange();
  }

  function probeLater(): void {
    clearTimeout(timer);
    if (isClosed) return;
    // Between three quarters and all of the delay, so that processes that lost Redis together don't ask together.
    const wait = delay * (0.75 + options.random() / 4);
    delay = Math.min(delay * 2, longestProbeMilliseconds);
    timer = setTimeout(probe, wait).unref();
  }

  function probe(): void {
    if (!isOpen || isClosed) return;
    probeLater();
    if (!options.isReady()) return;
    if (performance.now() - heardAt >= silenceMilliseconds) {
      heardAt = performance.now();
      options.renew();
      return;
    }
    const sentAt = performance.now();
    void options.ping().then((isAnswered) => {
      if (!isAnswered || !isOpen || isClosed) return;
      heardAt = performance.now();
      if (heardAt - sentAt <= commandTimeoutMilliseconds) shut();
      // Late by far, so Redis has just come back; by a little, and it is slow.
      else if (heardAt - sentAt > longestProbeMilliseconds / 2) probe();
    });
  }

  return {
    get isOpen() {
      return isOpen;
    },
    get trouble() {
      if (!isOpen) return undefined;
      return `${timeoutsToOpen} commands in a row went unanswered for ${commandTimeoutMilliseconds} ms each`;
    },
    get round() {
      return round;
    },
    countTimeout(sentIn) {
      if (isOpen || isClosed || sentIn !== round) return;
      timeouts += 1;
      if (timeouts >= timeoutsToOpen) open();
    },
    countAnswer(isLate) {
      if (isOpen) heardAt = performance.now();
      else if (!isLate) timeouts = 0;
    },
    lineChanged() {
      if (!isOpen) {
        timeouts = 0;
        round += 1;
      } else if (options.isReady()) {
        heardAt = performance.now();
        probe();
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
