import type { Hook, Suite } from './find-tests.ts';

/** What runs before each test of a block: its own hooks, and those of the blocks around it. */
export function hooksAround(suite: Suite): Hook[] {
  const hooks: Hook[] = [];
  for (let around: Suite | undefined = suite; around !== undefined; around = around.parent)
    hooks.push(...around.before);
  return hooks;
}
