import type { Denotation } from '../analysis/denotation.ts';
import { argumentsOf, type Chain, type Link } from './chain.ts';
import type { Oracle } from './oracle.ts';
import type { Place, Reading } from './place.ts';
import { named, plain, sentinel } from './plain-oracle.ts';
import { chaiMethods, chaiProperties, languageChains } from './chai-words.ts';
import { waitingMatchers } from './matcher-words.ts';

/** `expectValue(x).to.equal(y)`, `expectAsync(p).toBeRejected()`: matchers on what a call gives. */
export function readContinued({ links, root }: Chain, denoted: Denotation, place: Place): Oracle | undefined {
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

export function readExpect(links: Link[], place: Place, chain: Chain): Reading {
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
