/** More than any chain of promises in a test is long. */
const turns = 40;

/**
 * Resolves when every promise has settled that waits for neither a timer nor the network: what has not happened by then
 * won't happen by itself.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
