import type { Denotation } from '../analysis/denotation.ts';
import type { Denoter } from '../analysis/denote.ts';
import type { Project } from '../project/project.ts';
import type { FunctionNode } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import type { Failing } from './can-fail.ts';
import { exportedValues } from './exported-values.ts';
import { madeBy, methodsOf } from './methods-of.ts';
import type { Operation } from './service.ts';
import type { TypeIndex } from './type-index.ts';

/** An operation with its function in the tree. */
export interface FoundOperation extends Operation {
  node: FunctionNode;
}

export interface OperationTools {
  project: Project;
  denoter: Denoter;
  failing: Failing;
  types: TypeIndex;
}

/**
 * The exported functions of an entry, the methods of the objects and classes that it exports, and those of what its
 * functions make. Errors are no operations, nor is what has no body.
 */
export function findOperations(entry: Module, tools: OperationTools): FoundOperation[] {
  const found: FoundOperation[] = [];
  for (const [name, value] of exportedValues(entry, tools.project, tools.denoter)) {
    found.push(...operationsOf(name, value, tools));
  }
  return found;
}

function operationsOf(name: string, value: Denotation, tools: OperationTools): FoundOperation[] {
  const { denoter, types } = tools;
  if (value.kind === 'function') {
    const { node, module } = value;
    const own = operation(name, value, [], tools);
    const ports = node.returnType == null ? [] : [...types.namesIn(node.returnType)];
    const made = madeBy(node, module, denoter).flatMap((object) =>
      methods(`${name}()`, object, ports, tools),
    );
    return [...own, ...made];
  }
  if (value.kind === 'class' && /Error|Exception/.test(superName(value.node) ?? '')) return [];
  return methods(name, value, [], tools);
}

function methods(
  prefix: string,
  value: Denotation,
  ports: string[],
  tools: OperationTools,
): FoundOperation[] {
  const implemented =
    value.kind === 'class' || value.kind === 'instance'
      ? (value.node.implements ?? []).flatMap((heritage) => [...tools.types.namesIn(heritage)])
      : [];
  const all = [...new Set([...ports, ...implemented])];
  return methodsOf(value, tools.denoter).flatMap((method) =>
    operation(`${prefix}.${method.name}`, method, all, tools),
  );
}

function operation(
  name: string,
  { node, module }: { node: FunctionNode; module: Module },
  ports: string[],
  { failing }: OperationTools,
): FoundOperation[] {
  if (node.body === null) return [];
  return [
    {
      ...{ name, node, ports, start: node.start, file: module.path, line: module.lines.lineOf(node.start) },
      body: { start: node.body.start, end: node.body.end },
      isAsync: node.async,
      isGenerator: node.generator,
      canFail: failing.canFail(node, module),
    },
  ];
}

function superName({ superClass }: Extract<Denotation, { kind: 'class' }>['node']): string | undefined {
  return superClass?.type === 'Identifier' ? superClass.name : undefined;
}
