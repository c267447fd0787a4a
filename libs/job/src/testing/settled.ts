/**
 * Resolves when every promise has settled that waits for neither a timer nor a file. With a manual clock and SQLite
 * (which answers at once) that is all of them: what has not happened by then won't happen by itself.
 */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
