import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks every 10 ms until the answer is yes; a question that fails counts as no.
 * @throws {Error} `<what> didn't come about` after so many seconds
 */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinSeconds = 20,
): Promise<void> {
  const end = performance.now() + withinSeconds * 1000;
  while (performance.now() < end) {
    if (
      await Promise.resolve()
        .then(isSo)
        .catch(() => false)
    )
      return;
    await pause(10);
  }
  throw new Error(`${what} didn't come about within ${withinSeconds} s.`);
}
