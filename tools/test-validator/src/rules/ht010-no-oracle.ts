import { empty } from './ht001-empty.ts';
import { placeholder } from './ht002-placeholder.ts';
import { isDeclaredByTitle } from './ht013-declared-smoke.ts';
import { atTest, type Rule } from './rule.ts';

export const noOracle: Rule = {
  id: 'HT010',
  name: 'no oracle',
  severity: 'error',
  summary: 'Nothing in the test can make it fail.',
  check(examined) {
    const { trace, test } = examined;
    if (trace.isOpaque || trace.declaresNone || trace.sites.length > 0 || trace.incomplete.length > 0)
      return [];
    if (test.body === undefined || test.isSkipped || test.isTodo) return [];
    if (isDeclaredByTitle(test)) return [];
    // A test of types: the compiler is what fails.
    if (/[.-](test-d|type-?test|types?\.(test|spec)|tst)\./.test(test.module.path)) return [];
    // An end that is assured without an oracle of its own: a hook decides.
    if (trace.exits.some(({ state }) => state === 'assured')) return [];
    if ([empty, placeholder].some((rule) => (rule.check?.(examined).length ?? 0) > 0)) return [];
    return [atTest(examined, 'Nothing here can fail: the test calls code, and asserts nothing about it.')];
  },
};
