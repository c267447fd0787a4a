import type { TestCase } from '../tests/find-tests.ts';
import { empty } from './ht001-empty.ts';
import { placeholder } from './ht002-placeholder.ts';
import { atTest, type Rule } from './rule.ts';

/** A title by which not to fail is all that is asked: "should not throw", "renders without crashing". */
const declaring =
  /\b(not|never|n't|no longer|without|no|nor)\b[\w\s,'"`-]{0,30}?\b(throw\w*|crash\w*|error\w*|fail\w*|explod\w*|blow up|reject\w*|break\w*|hang\w*|raise\w*|exception\w*|overflow\w*|complain\w*|panic\w*|die\w*|warn\w*)\b|n't (throw|crash|error|fail|explode|blow|reject|break|hang|raise|complain|die)/i;

/** Without an oracle, but its title asks for no more than that it runs through. */
export function isDeclaredByTitle({ title, body }: TestCase): boolean {
  return body !== undefined && declaring.test(title);
}

export const declaredSmoke: Rule = {
  id: 'HT013',
  name: 'declared smoke',
  severity: 'information',
  summary: 'The test only says that nothing is thrown.',
  check(examined) {
    const { trace, test } = examined;
    if (test.isSkipped) return [];
    const isSmoke = trace.sites.length > 0 && trace.sites.every(({ oracle }) => oracle.isSmoke);
    const isNothing = trace.sites.length === 0 && trace.incomplete.length === 0 && !trace.isOpaque;
    const isBlank = [empty, placeholder].some((rule) => (rule.check?.(examined).length ?? 0) > 0);
    const isSilent = isNothing && !isBlank && (trace.declaresNone || isDeclaredByTitle(test));
    return isSmoke || isSilent ? [atTest(examined, 'Only says that nothing is thrown.')] : [];
  },
};
