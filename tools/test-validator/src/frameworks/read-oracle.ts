import type { Node } from 'oxc-parser';

import type { Denotation } from '../analysis/denote.ts';
import { isSupportPath } from '../project/test-support.ts';
import { argumentsOf, type Chain, type Link } from './chain.ts';
import type { Oracle } from './oracle.ts';
import {
  assertingName,
  assertingPackage,
  chaiMethods,
  chaiProperties,
  contextAssertions,
  languageChains,
  strictlyAssertingName,
  throwingQuery,
  waitingCall,
  waitingMatchers,
} from './words.ts';

/** What the reader has to know of the place that a chain stands in. */
export interface Place {
  denote(node: Node): Denotation;
  /** The file or its helpers are Playwright's. */
  isPlaywright: boolean;
  /** The identifier is what the test was given: `t`, `assert`. */
  isContext(node: Node): boolean;
}

export type Reading = Oracle | 'incomplete' | undefined;

const plain = { isNegated: false, isAsync: false, isSmoke: false };

/** Reads a whole chain as an oracle; `incomplete` if it is an expectation that nothing decides. */
export function readOracle(chain: Chain, place: Place): Reading {
  const { root, links } = chain;
  const [first] = links;
  const denoted = place.denote(root);
  const head = headName(root, denoted);

  if (isExpect(head, denoted)) {
    const isOwn =
      denoted.kind === 'external' &&
      (denoted.place === 'production' || denoted.place === 'missing') &&
      !isSupportPath(denoted.source);
    const reading = readExpect(links, place, chain);
    // An `expect` of the project's own sources is what is tested.
    return isOwn && reading !== undefined && reading !== 'incomplete' && reading.kind === 'matcher'
      ? { ...reading, kind: 'named' }
      : reading;
  }
  // `chai.expect(x)`, `t.expect(x)`, `this.expect(x)`
  const expectAt = links.findIndex(({ name }) => name === 'expect');
  if (expectAt === 0 && first?.call !== undefined && !isRequest(chain)) {
    return links.length > 1 ? readExpect(links, place, chain) : named('expect', argumentsOf(first));
  }
  const continued = readContinued(chain, denoted, place);
  if (continued !== undefined) return continued;
  const asserting = readAssert(chain, denoted, head, place);
  if (asserting !== undefined) return asserting;
  const should = readShould(chain, head);
  if (should !== undefined) return should;
  return readByName(chain, denoted, head, place);
}

function isExpect(head: string, denoted: Denotation): boolean {
  if (denoted.kind === 'global') return /^(expect|jestExpect)$/.test(head);
  if (denoted.kind === 'external') {
    const name = denoted.path.at(-1);
    if (denoted.path.length === 0)
      return /^(expect|expect\.js|unexpected)$/.test(denoted.source) || head === 'expect';
    return name === 'expect' || (name === 'default' && head === 'expect');
  }
  return head === 'expect' && denoted.kind !== 'function';
}

function headName(root: Node, denoted: Denotation): string {
  if (root.type === 'Identifier') return root.name;
  return denoted.kind === 'global' ? (denoted.path[0] ?? '') : '';
}

/** `expectValue(x).to.equal(y)`, `expectAsync(p).toBeRejected()`: matchers on what a call gives. */
function readContinued({ links, root }: Chain, denoted: Denotation, place: Place): Oracle | undefined {
  const [first, ...rest] = links;
  if (root.type !== 'Identifier' || first?.call === undefined || first.name !== undefined) return undefined;
  if (denoted.kind === 'parameter' || place.isContext(root) || root.name === 'expectTypeOf') return undefined;
  const isChai = rest[0]?.name === 'to' && rest[0].call === undefined;
  const last = rest.findLast(
    ({ call, name }) => call !== undefined || (isChai && chaiProperties.has(name ?? '')),
  );
  if (last === undefined || !(isChai || /^(to[A-Z]\w*|isEqualTo)$/.test(last.name ?? ''))) return undefined;
  // Dates and strings have methods of such names as well.
  if (
    !isChai &&
    (!/^(to(Be|Equal|Have|Match|Contain|Throw|Reject|Resolve|Strict|Satisfy)\w*)$/.test(last.name ?? '') ||
      !/expect|assert|ensure|verify|check/i.test(root.name))
  )
    return undefined;
  return {
    ...{
      kind: 'matcher',
      name: last.name ?? '',
      actual: first.call,
      expected: argumentsOf(last),
      isSmoke: false,
    },
    isNegated: rest.some(({ name }) => name === 'not'),
    isAsync:
      root.name === 'expectAsync' ||
      rest.some(({ name = '' }) => /^(resolves|rejects|eventually)$/.test(name)),
  };
}

const countCalls = new Set(['assertions', 'hasAssertions']);
const setUps = new Set([
  ...[
    'extend',
    'addSnapshotSerializer',
    'setState',
    'getState',
    'addEqualityTesters',
    'any',
    'anything',
    'not',
  ],
  ...[
    'objectContaining',
    'arrayContaining',
    'stringContaining',
    'stringMatching',
    'closeTo',
    'schemaMatching',
    'configure',
  ],
]);

function readExpect(links: Link[], place: Place, chain: Chain): Reading {
  const [first] = links;
  if (first === undefined) return undefined;
  let subject = first;
  if (first.name !== undefined && first.name !== 'expect') {
    if (first.name === 'soft' || first.name === 'poll' || first.name === 'element') subject = first;
    else if (/^(fail|unreachable)$/.test(first.name)) return sentinel(first.name);
    else if (countCalls.has(first.name) || setUps.has(first.name)) return undefined;
    else return first.call === undefined ? undefined : named(first.name, argumentsOf(first));
  }
  if (subject.call === undefined) return undefined;
  const actual = argumentsOf(subject)[0];
  const beyond = links.slice(links.indexOf(subject) + 1);
  const then = beyond.findIndex(({ name }) => /^(then|catch|finally)$/.test(name ?? ''));
  const rest = then === -1 ? beyond : beyond.slice(0, then);
  const isLoose = subject.name === 'poll' || subject.name === 'element';
  const isAsync =
    isLoose ||
    rest.some(({ name = '' }) =>
      /^(resolves|rejects|eventually|toResolve|toReject|rejectedWith|rejected|fulfilled|become|toMatchFileSnapshot|toSatisfyAsync)$/.test(
        name,
      ),
    ) ||
    (place.isPlaywright && waitingMatchers.test(rest.at(-1)?.name ?? ''));
  const isChai = rest.some(
    ({ name = '', call }) =>
      call === undefined && /^(to|be|been|is|have|has|should|eventually|and|an?)$/.test(name),
  );
  // The last link decides; chai goes on after it (`.and.have.length(2)`).
  const last = rest.findLast(
    ({ call, name }) => call !== undefined || (isChai && chaiProperties.has(name ?? '')),
  );
  const end = rest.at(-1);
  const isNegated = rest.some(({ name }) => name === 'not' || name === 'never');
  if (rest.length === 0 && subject.call.arguments.length > 1) {
    // unexpected: `expect(x, 'to equal', y)`
    const [, relation, ...others] = argumentsOf(subject);
    const words = relation?.type === 'Literal' && typeof relation.value === 'string' ? relation.value : '';
    if (/^(not )?(to|when|has|have|is|was|does|with|and) /.test(words)) {
      return { ...plain, kind: 'matcher', name: words, actual, expected: others };
    }
  }
  if (last === undefined) {
    if (end?.name !== undefined && chaiMethods.has(end.name)) return 'incomplete';
    if (isChai && end?.name !== undefined && !languageChains.has(end.name)) {
      return { ...plain, kind: 'matcher', name: end.name, isNegated, actual, expected: [], isAsync };
    }
    return isHeld(chain) ? undefined : 'incomplete';
  }
  const name = last.name ?? '';
  const expected = argumentsOf(last);
  const isSmoke = isNegated && /^(toThrow|toThrowError|throw|throws|Throw|throwError|toReject)$/.test(name);
  const ofLength = rest.some((link) => link !== last && /^length(Of)?$/.test(link.name ?? ''));
  const oracle: Oracle = {
    kind: 'matcher',
    name,
    isNegated,
    actual,
    expected,
    isAsync,
    isSmoke,
    ...(ofLength && { ofLength }),
  };
  return isAlwaysFailing(oracle) ? { ...oracle, kind: 'sentinel' } : oracle;
}

/** `const e = expect(x)`, `return expect(x)`: somebody goes on with it elsewhere. */
function isHeld({ node }: Chain): boolean {
  let { parent } = node;
  if (parent?.type === 'ChainExpression') ({ parent } = parent);
  if (parent?.type === 'ArrowFunctionExpression') return parent.parent?.type === 'VariableDeclarator';
  return (
    parent?.type === 'VariableDeclarator' ||
    parent?.type === 'AssignmentExpression' ||
    parent?.type === 'Property' ||
    parent?.type === 'ReturnStatement'
  );
}

/** `expect(true).toBe(false)` and its kin: what people write for `fail()`. */
function isAlwaysFailing({ actual, expected, name, isNegated }: Oracle): boolean {
  const [value] = expected;
  if (actual?.type !== 'Literal') return false;
  if (/^(toBe|toEqual|toStrictEqual|equal|eql|eq|equals)$/.test(name) && value?.type === 'Literal') {
    return (actual.value === value.value) === isNegated;
  }
  if (/^(toBeTruthy|ok|true)$/.test(name)) return Boolean(actual.value) === isNegated;
  if (/^(toBeFalsy|false)$/.test(name)) return !actual.value === isNegated;
  return false;
}

const oneSided =
  /^(|ok|notOk|isOk|isNotOk|truthy|falsy|true|false|assert|isTrue|isFalse|isNotTrue|isNotFalse|isNull|isNotNull|isUndefined|isDefined|exists|notExists|isEmpty|isNotEmpty|isNaN|isFunction|isObject|isArray|isString|isNumber|isBoolean|error|ifError|snapshot|pass|throws|doesNotThrow|rejects|doesNotReject|notThrows|isFulfilled|isRejected)$/;

function readAssert(chain: Chain, denoted: Denotation, head: string, place: Place): Reading {
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

/** `x.should.equal(y)`, `x.should.be.true`, `should.exist(x)`, `cy.get(…).should('be.visible')`. */
function readShould({ links, root }: Chain, head: string): Reading {
  const at = links.findIndex(({ name }) => name === 'should');
  if (at === -1) {
    const last = links.at(-1);
    if (head !== 'should' || last?.call === undefined) return undefined;
    return {
      ...plain,
      kind: 'matcher',
      name: last.name ?? '',
      actual: argumentsOf(links.find(({ call }) => call))[0],
      expected: [],
    };
  }
  const isSkippable = links.slice(0, at + 1).some(({ node }) => isOptional(node));
  const subject = at === 0 ? root : links[at - 1]?.node;
  const rest = links.slice(at);
  const deciding = rest.findLast(({ call, name }) => call !== undefined || chaiProperties.has(name ?? ''));
  if (deciding === undefined)
    return rest.length > 1 && !languageChains.has(rest.at(-1)?.name ?? '')
      ? matcher(rest.at(-1), subject, rest)
      : 'incomplete';
  return { ...matcher(deciding, subject, rest), ...(isSkippable && { isSkippable }) };
}

/** `x?.should`: says nothing where there is no `x`. */
function isOptional(node: Node): boolean {
  const member = node.type === 'CallExpression' ? node.callee : node;
  return (
    (node.type === 'CallExpression' && node.optional) ||
    (member.type === 'MemberExpression' && member.optional)
  );
}

function matcher(link: Link | undefined, actual: Node | undefined, rest: Link[]): Oracle {
  return {
    ...{ kind: 'matcher', name: link?.name ?? '', actual, expected: argumentsOf(link), isSmoke: false },
    isNegated: rest.some(({ name }) => name === 'not'),
    isAsync: rest.some(({ name = '' }) => /^(eventually|rejected|rejectedWith|fulfilled|become)$/.test(name)),
  };
}

/** A chain that begins with a request and has `.expect(…)` in it. */
export function isRequest({ links }: Chain): boolean {
  return (
    links.some(({ name, call }) => name === 'expect' && call !== undefined) && links[0]?.name !== 'expect'
  );
}

function readByName(chain: Chain, denoted: Denotation, head: string, place: Place): Reading {
  const { links, root } = chain;
  const last = links.at(-1);
  const isStrict = isProduction(denoted);
  for (const link of links) {
    const { name, call } = link;
    if (call === undefined) continue;
    const args = argumentsOf(link);
    if (name === undefined) {
      // The root itself is called.
      if (links[0] !== link) continue;
      if (/^(fail|unreachable)$/.test(head) && denoted.kind !== 'function') return sentinel(head);
      if (
        /^(expectTypeOf|assertType|expectType|expectAssignable|expectNotType|expectNotAssignable|expectError|typeAssert)$/.test(
          head,
        )
      ) {
        if (
          head === 'expectTypeOf' &&
          links.length === 1 &&
          chain.node.parent?.type === 'ExpressionStatement'
        )
          return 'incomplete';
        return { ...plain, kind: 'type', name: head, actual: args[0], expected: [] };
      }
      if (waitingCall.test(head) && denoted.kind !== 'function') return query(head, args);
      if (!place.isPlaywright && throwingQuery.test(head) && denoted.kind !== 'function')
        return query(head, args);
      if (denoted.kind === 'function' || denoted.kind === 'class') continue;
      if (isPromiseOfEvent(denoted))
        return { ...plain, kind: 'callback', name: 'once', actual: undefined, expected: [], isAsync: true };
      if ((isStrict ? strictlyAssertingName : assertingName).test(head) && denoted.kind !== 'result')
        return named(head, args);
      // A function that some setup has made global.
      if (
        denoted.kind === 'global' &&
        /^(\w*[eE]qual\w*|ok|notOk|strictEqual|throws|raises|same|isTrue|isFalse)$/.test(head)
      )
        return named(head, args);
      continue;
    }
    if (name === 'expect' && link !== links[0]) {
      return {
        ...plain,
        kind: 'request',
        name: 'expect',
        actual: undefined,
        expected: args,
        isAsync: !isEnded(chain),
      };
    }
    if (/^expect[A-Z]/.test(name) || /^assert(?![a-z])/.test(name) || /^should(?=[A-Z]|$)/.test(name)) {
      if (head === 'console' || denoted.kind === 'class' || isMocking(head)) continue;
      return named(name, args);
    }
    if (
      (throwingQuery.test(name) && !place.isPlaywright) ||
      (/^(get|find)(All)?ByTitle$/.test(name) && /^(screen|container|wrapper)$/.test(head))
    ) {
      return query(name, args);
    }
    if (waitingCall.test(name) && !isMocking(head) && !/^findBy/.test(name)) return query(name, args);
    if (/^verify(AndRestore|All)?$/.test(name) && args.length === 0) return verify(name);
    if (name === 'done' && args.length === 0 && link === last && isInterceptor(head, denoted, root))
      return verify(name);
    if (/^(assert|check)$/.test(name) && (head === 'fc' || head === 'jsc')) return named(name, args);
    if (name === 'run' && /ruleTester/i.test(head)) return named(name, args);
    if (/^(fail)$/.test(name) && place.isContext(root)) return sentinel(name);
    if (head === 'cy' && /^(contains|get|find|findBy\w+|visit|wait)$/.test(name)) return query(name, args);
    if (head === 'I' && /^(see|dontSee|seeElement|waitFor)/.test(name)) return query(name, args);
    if (/^(hasResource|resourceCountIs|templateMatches|hasOutput|allResources)/.test(name))
      return named(name, args);
  }
  return undefined;
}

const isMocking = (head: string): boolean => /^(jest|vi|sinon|td|mockttp)$/.test(head);

function isProduction(denoted: Denotation): boolean {
  return (
    denoted.kind === 'external' &&
    (denoted.place === 'production' || denoted.place === 'builtin' || denoted.place === 'package')
  );
}

/** `await once(emitter, 'close')` of node:events. */
function isPromiseOfEvent(denoted: Denotation): boolean {
  return denoted.kind === 'external' && denoted.source === 'events' && denoted.path[0] === 'once';
}

function isInterceptor(head: string, denoted: Denotation, root: Node): boolean {
  if (/scope|nock|interceptor|mock/i.test(head)) return true;
  const of = denoted.kind === 'result' ? denoted.of : denoted;
  return root.type === 'Identifier' && of.kind === 'external' && of.source === 'nock';
}

/** A request that is sent and gives its result to a callback. */
function isEnded({ links }: Chain): boolean {
  const last = links.at(-1);
  if (links.some(({ name, call }) => name === 'end' && call !== undefined)) return true;
  return (
    links.some(
      (link) =>
        link.name === 'expect' &&
        argumentsOf(link).some(
          (argument) =>
            argument.type === 'Identifier' && /^(done|cb|next|callback|resolve)$/.test(argument.name),
        ),
    ) ||
    last?.name === 'end' ||
    (last?.name === 'expect' &&
      argumentsOf(last).length > 1 &&
      /Function/.test(argumentsOf(last).at(-1)?.type ?? ''))
  );
}

function named(name: string, args: Node[]): Oracle {
  return { ...plain, kind: 'named', name, actual: undefined, expected: args };
}

function query(name: string, args: Node[]): Oracle {
  return {
    ...plain,
    kind: 'query',
    name,
    actual: undefined,
    expected: args,
    isAsync: /^(find|wait)/.test(name),
  };
}

function verify(name: string): Oracle {
  return { ...plain, kind: 'verify', name, actual: undefined, expected: [] };
}

function sentinel(name: string): Oracle {
  return { ...plain, kind: 'sentinel', name, actual: undefined, expected: [] };
}
