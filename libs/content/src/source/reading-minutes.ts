/** Words a minute of silent reading of English non-fiction: Brysbaert, "How many words do we read per minute?", 2019. */
const wordsAMinute = 238;

/** Minutes to read a text, to a tenth, at least 0.1. */
export function readingMinutes(text: string): number {
  const words = text.match(/\S+/g)?.length ?? 0;
  return Math.max(0.1, Math.round((words / wordsAMinute) * 10) / 10);
}
