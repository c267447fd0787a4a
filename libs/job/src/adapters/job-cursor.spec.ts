import { describe, expect, test } from '@jest/globals';

import { newJobId } from '../new-job-id.ts';
import { fromCursor, toCursor } from './job-cursor.ts';

describe('cursors', () => {
  test('when a cursor was made of a job, it leads back to it, and may stand in an address', () => {
    const id = newJobId(Date.UTC(2026, 0, 1));
    expect(toCursor(id)).toMatch(/^[\w-]+$/);
    expect(fromCursor(toCursor(id))).toBe(id);
  });

  test.each(['', 'x', toCursor('ann'), toCursor(`${newJobId(0)}0`), toCursor('G'.repeat(36)), newJobId(0)])(
    'when a cursor is none (%p), it is refused',
    (cursor) => {
      expect(() => fromCursor(cursor)).toThrow(expect.objectContaining({ code: 'cursor-invalid' }));
    },
  );
});
