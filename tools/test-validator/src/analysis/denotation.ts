import type { Class, Node, ObjectExpression } from 'oxc-parser';

import type { Binding } from '../syntax/bind-names.ts';
import type { FunctionNode } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

/** What an expression stands for, as far as reading tells. */
export type Denotation =
  | { kind: 'function'; node: FunctionNode; module: Module }
  | { kind: 'class'; node: Class; module: Module }
  | { kind: 'instance'; node: Class; module: Module }
  | { kind: 'object'; node: ObjectExpression; module: Module }
  /** A module of the project as a whole. */
  | { kind: 'namespace'; module: Module }
  /** Something of a module that is not followed: a package, a built-in, a file that is missing. */
  | { kind: 'external'; source: string; place: Place; path: readonly string[] }
  | { kind: 'global'; path: readonly string[] }
  /** What a call gives back, of a function that is not looked into. */
  | { kind: 'result'; of: Denotation; call: Node; module: Module }
  | { kind: 'member'; of: Denotation; name: string }
  | { kind: 'parameter'; binding: Binding; module: Module }
  | { kind: 'unknown' };

/** `production`: of the project's own sources, which are not followed: what they do is what is tested. */
export type Place = 'package' | 'builtin' | 'missing' | 'production';

/** Gives back what a parameter stands for where a function is looked into from a call. */
export type Arguments = (binding: Binding) => { node: Node; module: Module } | undefined;

export const noArguments: Arguments = () => undefined;
