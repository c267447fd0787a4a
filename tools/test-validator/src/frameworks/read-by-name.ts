import type { Node } from 'oxc-parser';

import type { Denotation } from '../analysis/denotation.ts';
import { argumentsOf, type Chain } from './chain.ts';
import type { Place, Reading } from './place.ts';
import { named, plain, query, sentinel, verify } from './plain-oracle.ts';
import { assertingName, strictlyAssertingName, throwingQuery, waitingCall } from './asserting-names.ts';

/** What is known by a name only: queries that throw, requests, wrappers and helpers of whatever library. */
export function readByName(chain: Chain, denoted: Denotation, head: string, place: Place): Reading {
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
