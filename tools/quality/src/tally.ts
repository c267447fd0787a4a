export type Half = 'all' | 'even' | 'odd';

/** Sums of values and weights by name, over all sections and over those of even and of odd index. */
export class Tally {
  readonly #sums = new Map<string, { value: number; weight: number }>();

  add(name: string, index: number, value: number, weight = 1): void {
    for (const half of ['all', index % 2 === 0 ? 'even' : 'odd'] as const) {
      const key = `${half} ${name}`;
      const sum = this.#sums.get(key) ?? { value: 0, weight: 0 };
      this.#sums.set(key, { value: sum.value + value, weight: sum.weight + weight });
    }
  }

  /** The mean by weight; undefined when nothing was added. */
  mean(name: string, half: Half = 'all'): number | undefined {
    const sum = this.#sums.get(`${half} ${name}`);
    return sum && sum.weight > 0 ? sum.value / sum.weight : undefined;
  }
}
