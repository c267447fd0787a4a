/**
 * The sentences of the highest ranks in their own order, as many as fit into `maxCharacters` with a blank
 * between them.
 */
export function takeInOrder(sentences: string[], ranks: number[], maxCharacters: number): string {
  const order = sentences.map((_, index) => index).sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0));
  const chosen: number[] = [];
  let length = 0;
  for (const index of order) {
    const size = (sentences[index]?.length ?? 0) + 1;
    if (length + size > maxCharacters + 1) continue;
    chosen.push(index);
    length += size;
  }
  return chosen
    .sort((a, b) => a - b)
    .map((index) => sentences[index])
    .join(' ');
}
