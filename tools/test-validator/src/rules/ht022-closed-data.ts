import { originsIn } from '../analysis/origins-in.ts';
import { extendsMatchers } from '../frameworks/own-matchers.ts';
import { chaiMethods, chaiProperties } from '../frameworks/chai-words.ts';
import { contextAssertions } from '../frameworks/context-assertions.ts';
import { statementOf } from '../analysis/walk.ts';
import { atTest, type Rule } from './rule.ts';
import { defective, endsOpen } from './flow.ts';

export const closedData: Rule = {
  id: 'HT022',
  name: 'closed data',
  severity: 'error',
  summary: 'No value of production code reaches the assertion.',
  isDefect({ oracle }, walk) {
    if ((oracle.kind !== 'matcher' && oracle.kind !== 'assert') || oracle.actual === undefined) return false;
    if (oracle.isSmoke && oracle.name !== 'toThrow') return false;
    // What a helper looks at depends on who calls it.
    if (walk.isLenient) return false;
    // A matcher, a plugin or a serializer of the project's own is what is tested.
    if (!isStandard(oracle.name) || extendsMatchers(walk.test.module)) return false;
    const origins = originsIn(walk);
    return (
      origins !== undefined && [oracle.actual, ...oracle.expected].every((node) => origins.isClosed(node))
    );
  },
  check(examined) {
    const sites = defective(examined, 'HT022');
    if (sites.length === 0) return [];
    const isAll = endsOpen(examined.trace) && examined.trace.sites.every(({ defects }) => defects.length > 0);
    if (isAll) return [atTest(examined, 'Everything that is asserted on was made by the test itself.')];
    return sites.map(({ node, module }) => ({
      node: statementOf(node),
      message: 'What is asserted on was made by the test itself.',
      severity: 'warning',
      ...(module !== examined.test.module && { module }),
    }));
  },
};

/** A matcher of the libraries themselves. */
function isStandard(name: string): boolean {
  return (
    /^to(Be(Truthy|Falsy|Defined|Undefined|Null|NaN|InstanceOf|TypeOf|CloseTo|(Greater|Less)Than(OrEqual)?)?|Equal|StrictEqual|Contain(Equal)?|HaveLength|HaveProperty|Match(Object|Snapshot|InlineSnapshot)?|Throw(Error)?)$/.test(
      name,
    ) ||
    chaiMethods.has(name) ||
    chaiProperties.has(name) ||
    contextAssertions.has(name) ||
    /^(|a|an|include|includes|contain|contains|length|equal|isArray|isNull|isUndefined|isDefined|lengthOf|deepInclude|isOk|isString|isNumber|isObject)$/.test(
      name,
    )
  );
}
