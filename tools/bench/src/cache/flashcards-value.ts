/** Twenty kilobytes of JSON as the factory stores it: cards with their citations. `seed` makes each another. */
export function flashcardsValue(seed: number): object {
  const words = buildWords(seed);
  const sentence = (length: number) => Array.from({ length }, () => words()).join(' ');
  return {
    kind: 'flashcards',
    title: sentence(6),
    items: Array.from({ length: 76 }, (_, index) => ({
      front: `${sentence(8)}?`,
      back: `${sentence(18)}.`,
      citations: [{ start: index * 240 + seed, end: index * 240 + seed + 180 }],
    })),
  };
}

/** Words of three to nine letters from a vocabulary of 600, by a linear congruential generator (Numerical Recipes). */
function buildWords(seed: number): () => string {
  let state = seed + 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const vocabulary = Array.from({ length: 600 }, () =>
    Array.from({ length: 3 + next(7) }, () => String.fromCharCode(97 + (next(1 << 16) % 26))).join(''),
  );
  return () => vocabulary[next(1 << 20) % vocabulary.length] ?? '';
}
