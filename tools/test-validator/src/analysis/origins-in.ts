import type { Module } from '../syntax/parse-module.ts';
import { type Arguments, noArguments } from './denotation.ts';
import type { Denoter } from './denote.ts';
import { Origins } from './origin.ts';
import type { Walk } from './walk.ts';

const known = new WeakMap<Module, Origins>();
const unaware = new WeakMap<Module, boolean>();

/** What is known of the values where a walk stands; undefined in a file whose imports may change the language itself. */
export function originsIn(walk: Walk): Origins | undefined {
  return patchesGlobals(walk.test.module) ? undefined : fileOrigins(walk.module, walk.denoter, walk.given);
}

/** The same for a file; undefined where its imports may change the language itself. */
export function fileOrigins(module: Module, denoter: Denoter, given: Arguments): Origins | undefined {
  if (patchesGlobals(module)) return undefined;
  if (given !== noArguments) return new Origins(denoter, module, given);
  let origins = known.get(module);
  if (origins === undefined) {
    origins = new Origins(denoter, module, given);
    known.set(module, origins);
  }
  return origins;
}

/** `import '../polyfill'`: what is tested may be a built-in. */
function patchesGlobals(module: Module): boolean {
  let patches = unaware.get(module);
  if (patches === undefined) {
    patches = module.program.body.some((statement) => {
      if (statement.type === 'ImportDeclaration') return statement.specifiers.length === 0;
      return (
        statement.type === 'ExpressionStatement' &&
        statement.expression.type === 'CallExpression' &&
        statement.expression.callee.type === 'Identifier' &&
        statement.expression.callee.name === 'require'
      );
    });
    unaware.set(module, patches);
  }
  return patches;
}
