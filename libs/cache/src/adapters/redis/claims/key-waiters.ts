/** Those who wait for something to happen to a key. */
export class KeyWaiters {
  readonly #byKey = new Map<string, Set<KeyWaiter>>();

  join(key: string): KeyWaiter {
    const waiters = this.#byKey.get(key) ?? new Set();
    this.#byKey.set(key, waiters);
    const waiter = new KeyWaiter(() => {
      waiters.delete(waiter);
      if (waiters.size === 0 && this.#byKey.get(key) === waiters) this.#byKey.delete(key);
    });
    waiters.add(waiter);
    return waiter;
  }

  wake(key: string): void {
    for (const waiter of this.#byKey.get(key) ?? []) waiter.wake();
  }

  wakeAll(): void {
    for (const key of this.#byKey.keys()) this.wake(key);
  }
}

export class KeyWaiter {
  readonly leave: () => void;
  #isWoken = false;
  #endSleep = () => {};

  constructor(leave: () => void) {
    this.leave = leave;
  }

  wake(): void {
    this.#isWoken = true;
    this.#endSleep();
  }

  /** What happened until now is known: only what comes wakes. */
  settle(): void {
    this.#isWoken = false;
  }

  /** Until something happens, or happened since `settle`, or so long. Rejects with the signal's reason if that aborts. */
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#isWoken && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, milliseconds);
      this.#endSleep = resolve;
      signal.addEventListener('abort', this.#endSleep, { once: true });
      await promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', this.#endSleep);
    }
    signal.throwIfAborted();
  }
}
