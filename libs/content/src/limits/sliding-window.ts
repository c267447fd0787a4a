import type { Clock } from '../ports/clock.ts';

export interface WindowEntry {
  /** May be corrected while the entry counts. */
  amount: number;
  remove(): void;
}

/**
 * The sum of what happened in the last so many milliseconds. A clock that is set back makes an entry count for no longer
 * than the window's length from then on.
 */
export class SlidingWindow {
  readonly #clock: Clock;
  readonly #milliseconds: number;
  /** By time. */
  #entries: { at: number; entry: WindowEntry }[] = [];

  constructor(clock: Clock, milliseconds: number) {
    this.#clock = clock;
    this.#milliseconds = milliseconds;
  }

  add(amount: number): WindowEntry {
    const entry: WindowEntry = {
      amount,
      remove: () => (this.#entries = this.#entries.filter((other) => other.entry !== entry)),
    };
    this.#entries.push({ at: this.#clock.now(), entry });
    return entry;
  }

  get total(): number {
    this.#forget();
    return this.#entries.reduce((sum, { entry }) => sum + entry.amount, 0);
  }

  /** Until this amount fits below the limit; if it is above the limit by itself, until the window is empty. */
  millisecondsUntilRoom(amount: number, limit: number): number {
    let excess = this.total + amount - limit;
    let wait = 0;
    for (const { at, entry } of this.#entries) {
      if (excess <= 0) break;
      excess -= entry.amount;
      wait = at + this.#milliseconds - this.#clock.now();
    }
    return wait;
  }

  #forget(): void {
    const now = this.#clock.now();
    for (const dated of this.#entries) dated.at = Math.min(dated.at, now);
    this.#entries = this.#entries.filter(({ at }) => at + this.#milliseconds > now);
  }
}
