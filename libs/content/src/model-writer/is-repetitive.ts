/** Words in a row that don't come twice by chance. */
const runWords = 8;
/** A material says its main points in several places; who says one thing so often is caught in a loop. */
const loopRounds = 6;
const maxLoopShare = 0.4;
/** Shorter texts can't be told from emphatic ones. */
const minWords = 120;

/** Whether a good part of a text is the same over and over, as when a model is caught in a loop. */
export function isRepetitive(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < minWords) return false;
  const counts = new Map<string, number>();
  for (let index = 0; index + runWords <= words.length; index += 1) {
    const run = words.slice(index, index + runWords).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const looping = [...counts.values()]
    .filter((count) => count >= loopRounds)
    .reduce((sum, count) => sum + count, 0);
  return looping / (words.length - runWords + 1) > maxLoopShare;
}
