import type { Node } from 'oxc-parser';

import type { Oracle } from '../frameworks/oracle.ts';
import type { Site } from '../analysis/trace.ts';
import { contains, isExpressionBody, isFunction } from '../syntax/nodes.ts';
import { fullTitleOf } from '../tests/find-tests.ts';
import type { Examined } from '../rules/rule.ts';
import { type Arm, siteKey, type WatchedSite, type WatchedTest } from './watched-test.ts';

/** What can be watched of a test that runs; none of one that does not. */
export function watchedTestOf({ test, trace, project }: Examined): WatchedTest[] {
  const { body, module } = test;
  // Where assertions are counted, the runner itself says whether they ran.
  if (body?.body == null || test.isSkipped || test.isTodo || trace.isCounted) return [];
  const text = body.body;
  const watchable = trace.sites.filter(isWatchable);
  const sites = new Map(
    watchable.map((site) => {
      const isOwn = site.module === module && contains(text, site.node);
      const watched = watchedSiteOf(site, isOwn);
      return [siteKey(watched), watched];
    }),
  );
  return [
    {
      file: project.nameOf(module.path),
      line: module.lines.lineOf(test.call.start),
      endLine: module.lines.lineOf(test.call.end),
      test: fullTitleOf(test),
      body: {
        ...{ path: module.path, start: text.start, end: text.end },
        kind: isExpressionBody(body) ? 'expression' : 'block',
      },
      sites: [...sites.values()],
      hasUnwatched: watchable.length < trace.sites.length,
    },
  ];
}

/** Kinds that are an expression which ends normally when it holds, and that are meant to run. */
const watchableKinds = new Set<Oracle['kind']>(['matcher', 'assert', 'request', 'query', 'verify', 'named']);

function isWatchable({ oracle, node }: Site): boolean {
  if (!watchableKinds.has(oracle.kind)) return false;
  if (node.type !== 'CallExpression' && node.type !== 'MemberExpression') return false;
  const { parent } = node;
  // A part of `a?.b.c` cannot be put into a call of its own: `?.` leaves out what follows it.
  const isPart =
    (parent?.type === 'MemberExpression' && parent.object === node) ||
    (parent?.type === 'CallExpression' && parent.callee === node);
  return !isPart;
}

function watchedSiteOf({ node, module, hazards }: Site, isOwn: boolean): WatchedSite {
  return {
    ...{ path: module.path, start: node.start, end: node.end, isOwn },
    line: module.lines.lineOf(node.start),
    endLine: module.lines.lineOf(node.end),
    column: module.lines.columnOf(node.start),
    arms: armsAround(node),
    hazards: hazards.map((hazard) => ({
      rule: hazard.rule,
      line: hazard.module.lines.lineOf(hazard.node.start),
      column: hazard.module.lines.columnOf(hazard.node.start),
    })),
  };
}

function armsAround(node: Node): Arm[] {
  const arms: Arm[] = [];
  for (let inner = node; inner.parent != null; inner = inner.parent) {
    const way = waysOf(inner.parent).indexOf(inner);
    if (way >= 0) arms.unshift({ fork: inner.parent.start, way });
  }
  return arms;
}

/** The parts of a node of which at most one runs to its end. */
function waysOf(node: Node): (Node | null)[] {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'SwitchStatement':
      return node.cases;
    case 'TryStatement':
      return [node.block, node.handler];
    case 'CallExpression': {
      // `then(onValue, onError)`
      const callbacks = node.arguments.filter((argument) => isFunction(argument));
      return callbacks.length > 1 ? callbacks : [];
    }
    default:
      return [];
  }
}
