import type { Node } from 'oxc-parser';

import { argumentsOf, type Link } from '../frameworks/chain.ts';
import { bare, type FunctionNode, isExpressionBody } from '../syntax/nodes.ts';
import type { Binding } from '../syntax/bind-names.ts';
import type { Module } from '../syntax/parse-module.ts';
import type { Denotation } from './denotation.ts';
import { join, type State } from './trace.ts';
import { walkExpression } from './walk-expression.ts';
import { walkStatements } from './walk-statement.ts';
import type { Walk } from './walk.ts';

/** How deep helpers are looked into. */
const maxFrames = 8;

/** Follows a function's body as if it were called here; its `return`s end it, not the test. */
export function walkFunction(walk: Walk, fn: FunctionNode, state: State): State {
  if (walk.frames.includes(fn) || walk.frames.length > maxFrames || fn.body === null) return state;
  const { returns, frames } = walk;
  walk.returns = [];
  walk.frames = [...frames, fn];
  const end = isExpressionBody(fn)
    ? walkExpression(walk, fn.body, 'awaited', state)
    : walkStatements(walk, bodyOf(fn), state);
  const states = [...walk.returns.map((exit) => exit.state), end];
  walk.returns = returns;
  walk.frames = frames;
  if (walk.isLenient && states.includes('assured')) return 'assured';
  return states.reduce(join);
}

function bodyOf({ body }: FunctionNode): readonly Node[] {
  return body?.type === 'BlockStatement' ? body.body : [];
}

/** Helpers in which nothing asserts, whatever values they get: most of them are called again and again. */
const silent = new WeakSet<FunctionNode>();
/** Past this a test is taken to have been followed far enough. */
const maxHelpersATest = 300;

/** Looks into a helper that the test calls, with what it is called with. */
export function walkHelper(
  walk: Walk,
  helper: Denotation & { kind: 'function' },
  link: Link,
  state: State,
): State {
  const takesFunctions = argumentsOf(link).some(mayBeFunction);
  if ((silent.has(helper.node) && !takesFunctions) || walk.helpers > maxHelpersATest) return state;
  walk.helpers += 1;
  const sitesBefore = walk.sites.length;
  const { module, given, isLenient, isSettingUp } = walk;
  const outer = { module, given, isLenient, isSettingUp };
  const bound = new Map<Binding, { node: Node; module: Module }>();
  const callArguments = argumentsOf(link);
  helper.node.params.forEach((param, index) => {
    const target = param.type === 'AssignmentPattern' ? param.left : param;
    const value = callArguments[index];
    if (value === undefined || value.type === 'SpreadElement') return;
    if (target.type === 'Identifier') {
      const binding = helper.module.bindings.of(target);
      if (binding !== undefined) bound.set(binding, { node: value, module });
    } else if (target.type === 'ObjectPattern' && value.type === 'ObjectExpression') {
      for (const property of target.properties) {
        if (property.type !== 'Property' || property.value.type !== 'Identifier') continue;
        const name = property.key.type === 'Identifier' ? property.key.name : undefined;
        const binding = helper.module.bindings.of(property.value);
        const found = value.properties.find(
          (candidate) =>
            candidate.type === 'Property' &&
            candidate.key.type === 'Identifier' &&
            candidate.key.name === name,
        );
        if (binding !== undefined && found?.type === 'Property')
          bound.set(binding, { node: bare(found.value), module });
      }
    }
  });
  walk.module = helper.module;
  walk.given = (binding) => bound.get(binding) ?? given(binding);
  // A helper inside of the test's own function is the test's own code.
  walk.isLenient = !isWithin(helper, walk);
  walk.isSettingUp ||= walk.isLenient && settingUp.test(link.name ?? helper.node.id?.name ?? nameOf(link));
  const after = walkFunction(walk, helper.node, state);
  Object.assign(walk, outer);
  const isSilent =
    !takesFunctions &&
    walk.sites.length === sitesBefore &&
    walk.helpers <= maxHelpersATest &&
    !walk.isSettingUp;
  if (isSilent && walk.frames.length <= 2) silent.add(helper.node);
  return after;
}

/** A function, or what may hold one. */
function mayBeFunction({ type }: Node): boolean {
  return type !== 'Literal' && type !== 'TemplateLiteral' && type !== 'BinaryExpression';
}

/** Verbs of what comes before and after a check. */
const settingUp =
  /^_*(create|make|build|start|open|set|setup|init|initialize|get|connect|prepare|insert|seed|mock|stub|fake|new|load|read|parse|render|mount|use|spawn|launch|reset|clear|clean|cleanup|close|stop|destroy|delete|drop|sync|register|login|sign|add|remove|write|generate|define|install|run|exec|before|after|find|fetch|send|post|put|import|require|resolve|to|from|compile|transform|bundle|bootstrap|boot|provision|populate|migrate|truncate)(?![a-z])/;

function nameOf({ call }: Link): string {
  return call?.callee.type === 'Identifier' ? call.callee.name : '';
}

function isWithin(helper: Denotation & { kind: 'function' }, { test }: Walk): boolean {
  return (
    helper.module === test.module && test.call.start <= helper.node.start && helper.node.end <= test.call.end
  );
}

/** Follows a callback of the test in the place where a helper calls it. */
export function walkCallback(walk: Walk, fn: FunctionNode, module: Module, state: State): State {
  const outer = { module: walk.module, isLenient: walk.isLenient, isSettingUp: walk.isSettingUp };
  walk.module = module;
  walk.isSettingUp = false;
  const isOwn =
    module === walk.test.module && walk.test.call.start <= fn.start && fn.end <= walk.test.call.end;
  walk.isLenient = isOwn ? false : walk.isLenient;
  const after = walkFunction(walk, fn, state);
  Object.assign(walk, outer);
  return after;
}
