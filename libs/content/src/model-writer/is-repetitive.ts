/** Words in a row that don't come twice by chance. */
const runWords = 8;
/** Shorter texts can't be told from emphatic ones. */
const minWords = 120;
const maxRepeatedShare = 0.5;

/** Whether a text says the same over and over, as a model does that is caught in a loop. */
export function isRepetitive(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < minWords) return false;
  const seen = new Set<string>();
  let repeated = 0;
  for (let index = 0; index + runWords <= words.length; index += 1) {
    const run = words.slice(index, index + runWords).join(' ');
    if (seen.has(run)) repeated += 1;
    seen.add(run);
  }
  return repeated / (words.length - runWords + 1) > maxRepeatedShare;
}
