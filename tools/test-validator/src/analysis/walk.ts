import type { Node } from 'oxc-parser';

import type { Place } from '../frameworks/place.ts';
import type { Oracle } from '../frameworks/oracle.ts';
import type { TestCase } from '../tests/find-tests.ts';
import type { Binding } from '../syntax/bind-names.ts';
import type { FunctionNode } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import type { Arguments, Denotation } from './denotation.ts';
import type { Denoter } from './denote.ts';
import type { Exit, Hazard, HazardRule, Site } from './trace.ts';

/** What is made of an expression's value: a promise that is `dropped` decides nothing. */
export type Use = 'awaited' | 'kept' | 'dropped';

/** The state of following one test's ways. */
export interface Walk {
  readonly test: TestCase;
  readonly denoter: Denoter;
  /** The rules' judgement: by which of them an oracle holds whatever the code does. */
  readonly defectsOf: (site: Site, walk: Walk) => string[];
  readonly sites: Site[];
  readonly incomplete: { node: Node; module: Module }[];
  /** The test's `done`, and whether something but its straight line calls it. */
  readonly done: Binding | undefined;
  readonly waitsForDone: boolean;
  readonly isCounted: boolean;
  readonly isPlaywright: boolean;

  module: Module;
  given: Arguments;
  hazards: Hazard[];
  returns: Exit[];
  /** How many helpers were looked into. */
  helpers: number;
  /** Functions that are being looked into, against recursion. */
  frames: FunctionNode[];
  /** In a helper: its branches and loops depend on what it is given, and are not held against the test. */
  isLenient: boolean;
  /** In a helper that by its name sets something up: that it may fail is no check. */
  isSettingUp: boolean;
  /** In a function that is given away, which may never run. */
  isHeld: boolean;
  /** In the executor of a promise that is awaited: its callbacks are waited for. */
  isWaited: boolean;
}

/** What tests call what they are given, where it is handed on to helpers. */
const contextNames = /^(t|tt|t\d|st|sub|assert|test|tap|q|qunit|tc|is)$/i;

export function denote(walk: Walk, node: Node): Denotation {
  return walk.denoter.of(node, walk.module, walk.given);
}

export function placeOf(walk: Walk): Place {
  return {
    denote: (node) => denote(walk, node),
    isPlaywright: walk.isPlaywright,
    isContext: (node) => {
      if (node.type !== 'Identifier') return false;
      const binding = walk.module.bindings.of(node);
      if (binding?.kind === 'param' && binding.declaration === walk.test.body) return true;
      return (binding === undefined || binding.kind === 'param') && contextNames.test(node.name);
    },
  };
}

/** Does something inside of a branch, loop or callback that an oracle's run depends on. */
export function under<Result>(
  walk: Walk,
  rule: HazardRule | undefined,
  node: Node,
  run: () => Result,
  isCertain = false,
): Result {
  if (rule === undefined) return run();
  const { hazards } = walk;
  walk.hazards = [...hazards, { rule, node, module: walk.module, isCertain }];
  try {
    return run();
  } finally {
    walk.hazards = hazards;
  }
}

/** Notes an oracle; says whether it decides. */
export function addSite(walk: Walk, node: Node, oracle: Oracle, further: Hazard[] = []): boolean {
  // The compiler looks at every line, wherever it stands; and what must not be called may well stand in a callback.
  const isAnywhere = oracle.kind === 'type' || oracle.kind === 'sentinel';
  const site: Site = {
    ...{ oracle, node, module: walk.module },
    hazards: isAnywhere ? [] : [...walk.hazards, ...further],
    isDirect: walk.frames.length === 1,
    defects: [],
  };
  site.defects = walk.defectsOf(site, walk);
  walk.sites.push(site);
  return site.defects.length === 0 && further.length === 0;
}

/** The statement that a node belongs to. */
export function statementOf(node: Node): Node {
  let statement = node;
  for (let up: Node | null | undefined = node; up != null; up = up.parent) {
    statement = up;
    if (up.type.endsWith('Statement') || up.type.endsWith('Declaration')) break;
    if (up.parent != null && up.parent.type === 'ArrowFunctionExpression') break;
  }
  return statement;
}

/** A plain oracle of a kind, for what is no chain. */
export function oracleOf(kind: Oracle['kind'], name: string): Oracle {
  return { kind, name, isNegated: false, actual: undefined, expected: [], isAsync: false, isSmoke: false };
}
