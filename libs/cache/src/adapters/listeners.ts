/** Those who want to be told of something. */
export class Listeners<Event> {
  readonly #all = new Set<(event: Event) => void>();

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  /** @returns takes it away */
  add(listener: (event: Event) => void): () => void {
    // One of its own, even if the same function listens twice.
    const own = (event: Event) => listener(event);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  tell(event: Event): void {
    // A listener may leave while it is told.
    for (const listener of [...this.#all]) listener(event);
  }
}
