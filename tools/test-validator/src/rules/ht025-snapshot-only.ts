import type { Oracle } from '../frameworks/oracle.ts';
import { snapshotMatchers } from '../frameworks/matcher-words.ts';
import { decidingOracles } from './flow.ts';
import { atTest, type Rule } from './rule.ts';

export const snapshotOnly: Rule = {
  id: 'HT025',
  name: 'snapshot only',
  severity: 'warning',
  summary: 'Snapshots are all that is asserted.',
  check(examined) {
    const oracles = decidingOracles(examined);
    const isOnly = oracles.length > 0 && oracles.every(isSnapshot);
    return isOnly ? [atTest(examined, 'Only compares with a snapshot, which the next update accepts.')] : [];
  },
};

function isSnapshot({ name, expected }: Oracle): boolean {
  // An inline snapshot that is written out says what is expected.
  const isInline = /Inline/.test(name);
  return isInline ? expected.length === 0 : snapshotMatchers.test(name);
}
