import { atTest, type Rule } from './rule.ts';

export const declaredSmoke: Rule = {
  id: 'HT013',
  name: 'declared smoke',
  severity: 'information',
  summary: 'The test only says that nothing is thrown.',
  check(examined) {
    const { trace, test } = examined;
    if (test.isSkipped) return [];
    const isSmoke = trace.sites.length > 0 && trace.sites.every(({ oracle }) => oracle.isSmoke);
    const isSilent = trace.declaresNone && trace.sites.length === 0;
    return isSmoke || isSilent ? [atTest(examined, 'Only says that nothing is thrown.')] : [];
  },
};
