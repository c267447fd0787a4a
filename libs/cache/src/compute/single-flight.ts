import { Flight } from './flight.ts';

/** Work by key, of which one runs at a time in this process, shared by all who ask for it meanwhile. */
export class SingleFlight<Result> {
  readonly #flights = new Map<string, Flight<Result>>();
  /** Also those whose place another has taken, since everyone had left them. */
  readonly #running = new Set<{ key: string; flight: Flight<Result> }>();

  /** The result of the work under way for this key, else of `work`. `signal` stops waiting; see Flight. */
  run(key: string, work: (flight: Flight<Result>) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    return (this.find(key) ?? this.begin(key, work)).join(signal);
  }

  /** The flight of this key that can be joined. */
  find(key: string): Flight<Result> | undefined {
    const flight = this.#flights.get(key);
    return flight?.isAbandoned ? undefined : flight;
  }

  /** Begins another, which takes the place of one that is there. */
  begin(key: string, work: (flight: Flight<Result>) => Promise<Result>): Flight<Result> {
    const flight = new Flight(work, (landed) => {
      this.#running.delete(running);
      if (this.#flights.get(key) === landed) this.#flights.delete(key);
    });
    const running = { key, flight };
    this.#running.add(running);
    this.#flights.set(key, flight);
    return flight;
  }

  /** Those under way for such keys are outdated, and not joined any more. */
  outdate(isMeant: (key: string) => boolean): void {
    for (const { key, flight } of this.#running) {
      if (!isMeant(key)) continue;
      flight.isOutdated = true;
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    }
  }
}
