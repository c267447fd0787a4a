import type { Denotation } from '../analysis/denotation.ts';
import { argumentsOf, type Chain, type Link } from './chain.ts';
import type { Oracle } from './oracle.ts';
import type { Place, Reading } from './place.ts';
import { plain, sentinel, verify } from './plain-oracle.ts';
import { assertingPackage } from './asserting-names.ts';
import { contextAssertions } from './context-assertions.ts';

const oneSided =
  /^(|ok|notOk|isOk|isNotOk|truthy|falsy|true|false|assert|isTrue|isFalse|isNotTrue|isNotFalse|isNull|isNotNull|isUndefined|isDefined|exists|notExists|isEmpty|isNotEmpty|isNaN|isFunction|isObject|isArray|isString|isNumber|isBoolean|error|ifError|snapshot|pass|throws|doesNotThrow|rejects|doesNotReject|notThrows|isFulfilled|isRejected)$/;

/** `assert.equal(x, y)`, `t.is(x, y)`, `sinon.assert.calledOnce(f)`. */
export function readAssert(chain: Chain, denoted: Denotation, head: string, place: Place): Reading {
  const { links, root } = chain;
  const called = links.find(({ call }) => call !== undefined);
  if (called?.call === undefined) {
    const isAssert =
      denoted.kind === 'external'
        ? /^(assert(\/strict)?|power-assert)$/.test(denoted.source)
        : head === 'assert' && denoted.kind === 'global';
    return isAssert && chain.node.parent?.type === 'ExpressionStatement' ? 'incomplete' : undefined;
  }
  const steps = links.slice(0, links.indexOf(called) + 1).flatMap(({ name }) => name ?? []);
  const isOwn =
    denoted.kind === 'external' && (assertingPackage.test(denoted.source) || denoted.path[0] === 'assert');
  const isGlobal = denoted.kind === 'global' && (head === 'assert' || head === 'chai');
  if (isOwn || isGlobal) {
    const path = denoted.kind === 'external' ? [...denoted.path, ...steps] : steps;
    const name = path.filter((step) => !/^(assert|default|strict|chai)$/.test(step)).at(-1) ?? '';
    if (
      /^(use|config|should|AssertionError|CallTracker|Template|Match|Capture|createAssert|extend|spy|plugin)$/.test(
        name,
      )
    ) {
      if (name !== 'Template') return undefined;
    }
    return assertion(name, called);
  }
  if (head === 'td' && steps[0] === 'verify') return verify('verify');
  if (head === 'sinon' || (denoted.kind === 'external' && denoted.source === 'sinon')) {
    return steps[0] === 'assert' && steps.length === 2 ? assertion(steps[1] ?? '', called) : undefined;
  }
  const [step] = steps;
  if (
    step === 'assert' &&
    steps.length === 2 &&
    (place.isContext(root) || contextAssertions.has(steps[1] ?? ''))
  ) {
    return assertion(steps[1] ?? '', called);
  }
  if (step !== undefined && contextAssertions.has(step) && place.isContext(root) && steps.length === 1) {
    return assertion(step, called);
  }
  // `test('…', ({ is }) => …)`
  if (
    steps.length === 0 &&
    contextAssertions.has(head) &&
    denoted.kind === 'parameter' &&
    place.isContext(root)
  ) {
    return assertion(head, called);
  }
  if (steps.length === 0 && head === 'assert' && denoted.kind !== 'function') return assertion('', called);
  if (head === 'assert' && denoted.kind !== 'function' && denoted.kind !== 'namespace')
    return assertion(step ?? '', called);
  return undefined;
}

function assertion(name: string, called: Link): Oracle {
  const args = argumentsOf(called);
  if (/^(fail|unreachable)$/.test(name)) return sentinel(name);
  const isAsync =
    /^(rejects|doesNotReject|throwsAsync|notThrowsAsync|isRejected|isFulfilled|becomes|rejectsWith)$/.test(
      name,
    );
  const isSmoke = /^(doesNotThrow|notThrows|doesNotReject|notThrowsAsync)$/.test(name);
  const [actual, ...expected] = args;
  const oracle: Oracle = {
    ...plain,
    kind: 'assert',
    name,
    isNegated: /^(not|is?Not|doesNot)/.test(name),
    actual,
    expected: oneSided.test(name) && !/^(throws|rejects)$/.test(name) ? [] : expected,
    isAsync,
    isSmoke,
  };
  const isLiteralFailure =
    /^(|ok|assert|isTrue|true|truthy|isOk)$/.test(name) && actual?.type === 'Literal' && !actual.value;
  return isLiteralFailure ? { ...oracle, kind: 'sentinel' } : oracle;
}
