import { createHash } from 'node:crypto';

/** A task's id may have so many letters, digits, hyphens and underscores (reference of Task.name). */
const maxCharacters = 500;
const hashCharacters = 32;

/**
 * The id of the task for a job and occasion, the same each time: Cloud Tasks takes no second task of one name, so an
 * order that is given again changes nothing. It begins with a hash, as Google asks for: names in sequence slow all
 * calls down. What follows is there for those who read logs.
 */
export function cloudTaskId(jobId: string, occasion: string): string {
  // By JSON, since no separator is sure to be in neither.
  const hash = createHash('sha256')
    .update(JSON.stringify([jobId, occasion]))
    .digest('hex')
    .slice(0, hashCharacters);
  const readable = `${jobId}-${occasion}`.replace(/[^A-Za-z0-9_-]+/g, '-');
  return `${hash}-${readable}`.slice(0, maxCharacters);
}
