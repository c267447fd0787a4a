/** Money set aside for one call. Settled once; what settles later is ignored. */
export interface Reservation {
  /** Gives back the difference to what was reserved. @param usd what the call really cost, 0 if it was never made */
  settle(usd: number): void;
}

/** What may be spent, in US dollars. Money is set aside before a call is made, so that many at once can't overshoot. */
export interface Budget {
  /**
   * Sets `usd` aside. Waits while what others have set aside might still come back.
   * @throws ContentError `cost-limit-reached` when the limit would be passed; `writing-aborted` by the signal.
   */
  reserve(usd: number, signal?: AbortSignal): Promise<Reservation>;
  /** What was settled so far. */
  readonly spentUsd: number;
}
