/** More than any chain of writes in a test is long: each takes a turn of the event loop, in which it is committed. */
const turns = 40;

/**
 * Resolves when every promise has settled that waits for neither a timer nor a file. With a manual clock and SQLite
 * (which answers in the same turn) that is all of them: what has not happened by then won't happen by itself.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
