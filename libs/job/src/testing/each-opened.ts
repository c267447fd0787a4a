import { afterEach, beforeEach } from '@jest/globals';

/**
 * Opens something for each test of the surrounding block and closes it after the test. Answers what gives the test its
 * own. Throws when that is asked for outside of a test.
 */
export function eachOpened<Opened>(
  open: () => Opened | Promise<Opened>,
  close: (opened: Opened) => void | Promise<void>,
): () => Opened {
  let opened: { it: Opened } | undefined;
  beforeEach(async () => {
    opened = { it: await open() };
  });
  afterEach(async () => {
    if (opened) await close(opened.it);
    opened = undefined;
  });
  return () => {
    if (!opened) throw new Error('It is opened before each test, not before.');
    return opened.it;
  };
}
