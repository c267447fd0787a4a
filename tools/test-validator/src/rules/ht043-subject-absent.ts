import { noArguments } from '../analysis/denotation.ts';
import { fileOrigins } from '../analysis/origins-in.ts';
import { extendsMatchers } from '../frameworks/own-matchers.ts';
import { hooksAround } from '../tests/hooks-around.ts';
import { atTest, type Rule } from './rule.ts';

export const subjectAbsent: Rule = {
  id: 'HT043',
  name: 'subject absent',
  severity: 'error',
  summary: 'No production code is reachable from the test.',
  check(examined) {
    const { test, trace, denoter } = examined;
    const { body, module } = test;
    if (body === undefined || test.isSkipped || trace.sites.length === 0) return [];
    if (trace.sites.some(({ oracle }) => oracle.kind !== 'matcher' && oracle.kind !== 'assert')) return [];
    // A matcher of the project's own may be the subject.
    if (extendsMatchers(module)) return [];
    // Constants are HT020's and a mock's echo HT040's: there the subject isn't missing, it is ignored.
    const isMisled = trace.sites.every(({ defects }) =>
      defects.some((rule) => rule !== 'HT022' && rule !== 'HT041'),
    );
    const origins = isMisled ? undefined : fileOrigins(module, denoter, noArguments);
    const hooks = hooksAround(test.suite);
    const isAbsent =
      origins?.isClosed(body) === true &&
      hooks.every((hook) => hook.module === module && origins.isClosed(hook.node));
    return isAbsent ? [atTest(examined, 'The test reaches no code of the project: it tests itself.')] : [];
  },
};
