import type { Node } from 'oxc-parser';

import type { Module } from '../syntax/parse-module.ts';
import { type FunctionNode } from '../syntax/nodes.ts';
import type { Dependency } from './service.ts';
import { methodIn, type TypeIndex } from './type-index.ts';

/**
 * The ports of a service: the interfaces with asynchronous methods in its `ports` folder, or, where there is none, those
 * that its exported functions take. An interface without such a method stands for no neighbour: nothing in it is ever
 * down. What a port's own methods give back is a part of that port.
 */
export function findDependencies(
  modules: readonly Module[],
  taken: readonly FunctionNode[],
  types: TypeIndex,
): Dependency[] {
  const isPortFile = ({ path }: Module): boolean => /\/ports?\/|[.-]port\.[cm]?tsx?$/.test(path);
  const names = modules.some(isPortFile)
    ? [...types.interfaces].flatMap(([name, { module }]) => (isPortFile(module) ? [name] : []))
    : [...new Set(taken.flatMap((fn) => takenBy(fn, types)))];
  const ports = names.filter((name) => methodsOf(name, types).some(({ returns }) => isAsync(returns, types)));
  const parts = new Set(
    ports.flatMap((port) =>
      methodsOf(port, types).flatMap(({ returns }) =>
        returns === null ? [] : [...types.namesIn(returns)].filter((name) => name !== port),
      ),
    ),
  );
  return ports
    .filter((name) => !parts.has(name))
    .flatMap((name): Dependency[] => {
      const found = types.interfaces.get(name);
      if (found === undefined) return [];
      const { node, module } = found;
      const methods = methodsOf(name, types).map((method) => method.name);
      return [{ name, file: module.path, line: module.lines.lineOf(node.id.start), methods }];
    });
}

const methodsOf = (name: string, types: TypeIndex) =>
  types.membersOf(name).flatMap((member) => methodIn(member) ?? []);

function isAsync(returns: Node | null, types: TypeIndex): boolean {
  if (returns === null) return false;
  return [...types.namesIn(returns)].some((name) =>
    /^(Promise|PromiseLike|AsyncIterable|AsyncIterator|AsyncGenerator|Observable|ReadableStream)$/.test(name),
  );
}

/** Interfaces that a function takes, as they are or as a part of its options. */
function takenBy(fn: FunctionNode, types: TypeIndex): string[] {
  const direct = fn.params.flatMap((param) => [...namesInPattern(param, types)]);
  const ofOptions = direct.flatMap((name) =>
    types
      .membersOf(name)
      .flatMap((member) =>
        member.type === 'TSPropertySignature' && member.typeAnnotation != null
          ? [...types.namesIn(member.typeAnnotation)]
          : [],
      ),
  );
  return [...direct, ...ofOptions].filter((name) => types.interfaces.has(name));
}

function namesInPattern(param: Node, types: TypeIndex): Set<string> {
  const annotated =
    param.type === 'TSParameterProperty'
      ? param.parameter
      : param.type === 'AssignmentPattern'
        ? param.left
        : param;
  const annotation = 'typeAnnotation' in annotated ? annotated.typeAnnotation : null;
  return annotation == null ? new Set() : types.namesIn(annotation);
}
