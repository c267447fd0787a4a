import { JobError } from '../errors.ts';

/** A place in a list of jobs: after this one. */
export const toCursor = (id: string): string => Buffer.from(id).toString('base64url');

/** The id that a cursor stands for. Throws `cursor-invalid`. */
export function fromCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    throw new JobError('cursor-invalid', 'The cursor is none that a list has given.');
  }
  return id;
}
