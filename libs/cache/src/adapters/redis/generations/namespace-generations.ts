import type { MaybePromise } from '../../../ports/cache-store.ts';

/** What a namespace's entries are sealed with, from one forgetting of the namespace to the next. */
export interface Generation {
  /** 12 letters of base64url. */
  token: string;
  /** When the forgetting began it, milliseconds since 1970; 0 if none did. */
  deletedAt: number;
}

/** How old a generation may be to be gone by, in milliseconds: so long a forgetting may go unnoticed if its message is lost. */
const goodForMilliseconds = 1000;
/** Namespaces are few; whoever makes them up at random must not fill the memory. */
const maxKnown = 1000;

/** The current generations of namespaces, as far as this process knows. */
export class NamespaceGenerations {
  readonly #ask: (namespace: string) => Promise<Generation>;
  readonly #known = new Map<string, { generation: Generation; askedAt: number }>();
  readonly #asking = new Map<string, Promise<Generation>>();

  constructor(ask: (namespace: string) => Promise<Generation>) {
    this.#ask = ask;
  }

  /** The one known, or asked for if that is too long ago. */
  read(namespace: string): MaybePromise<Generation> {
    const known = this.#known.get(namespace);
    // The wall clock may step.
    if (known !== undefined && performance.now() - known.askedAt < goodForMilliseconds)
      return known.generation;
    return this.#asking.get(namespace) ?? this.readAnew(namespace);
  }

  /** The one that stands now, whatever is known. */
  readAnew(namespace: string): Promise<Generation> {
    const askedAt = performance.now();
    const asking = this.#ask(namespace).then((generation) => {
      // Else it was forgotten meanwhile, or asked for anew.
      if (this.#asking.get(namespace) === asking) this.#learn(namespace, generation, askedAt);
      return generation;
    });
    this.#asking.set(namespace, asking);
    const settle = () => {
      if (this.#asking.get(namespace) === asking) this.#asking.delete(namespace);
    };
    // Who asked may have found out meanwhile that it isn't needed: then nobody minds a failure.
    asking.then(settle, settle);
    return asking;
  }

  /** Takes nothing for known any more, not even what is being asked for. */
  forget(namespace: string): void {
    this.#known.delete(namespace);
    this.#asking.delete(namespace);
  }

  #learn(namespace: string, generation: Generation, askedAt: number): void {
    if (this.#known.size >= maxKnown) this.#known.clear();
    this.#known.set(namespace, { generation, askedAt });
  }
}
