/** Words in a row that don't come twice by chance. */
const runWords = 8;
/** A material says its main points in several places; who says one thing so often is caught in a loop. */
const loopRounds = 6;
const maxLoopShare = 0.4;
/** Shorter texts can't be told from emphatic ones. */
const minWords = 120;

const base = 31_337;
const weightOfGone = Array.from({ length: runWords }).reduce<number>((power) => Math.imul(power, base), 1);

/** Whether a good part of a text is the same over and over, as when a model is caught in a loop. */
export function isRepetitive(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < minWords) return false;
  const numbers = numbered(words);
  const counts = new Map<number, number>();
  // A hash stands for the run: that two of some thousand runs share one is unlikely, and would change nothing.
  // It rolls (Rabin and Karp): a word comes in, the one before the run goes out.
  let run = 0;
  for (const [index, number] of numbers.entries()) {
    const gone = Math.imul(numbers[index - runWords] ?? 0, weightOfGone);
    run = (Math.imul(run, base) + number - gone) | 0;
    if (index >= runWords - 1) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const looping = [...counts.values()].reduce((sum, count) => sum + (count >= loopRounds ? count : 0), 0);
  return looping / (words.length - runWords + 1) > maxLoopShare;
}

/** Each word as a number, the same for the same word. */
function numbered(words: string[]): number[] {
  const known = new Map<string, number>();
  return words.map((word) => {
    const number = known.get(word) ?? known.size + 1;
    known.set(word, number);
    return number;
  });
}
