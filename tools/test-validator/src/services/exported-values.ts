import type { Denotation } from '../analysis/denotation.ts';
import type { Denoter } from '../analysis/denote.ts';
import type { Project } from '../project/project.ts';
import type { Module } from '../syntax/parse-module.ts';

/** What a module exports, by name, re-exports followed. Each value once: a default that has a name too goes by its name. */
export function exportedValues(
  module: Module,
  project: Project,
  denoter: Denoter,
): ReadonlyMap<string, Denotation> {
  const values = new Map<string, Denotation>();
  for (const name of exportedNames(module, project)) {
    if (name !== 'default') values.set(name, denoter.exported(module, name));
  }
  const whole = denoter.exported(module, 'default');
  const isNamed =
    'node' in whole && [...values.values()].some((value) => 'node' in value && value.node === whole.node);
  // `module.exports = { create, close }`: its members stand under their names.
  const isTable = whole.kind === 'object' && values.size > 0;
  if (whole.kind !== 'unknown' && !isNamed && !isTable) values.set(defaultName(whole), whole);
  return values;
}

function defaultName(value: Denotation): string {
  return 'node' in value && value.node.type !== 'ObjectExpression'
    ? (value.node.id?.name ?? 'default')
    : 'default';
}

function exportedNames(module: Module, project: Project, seen = new Set<string>()): Set<string> {
  const names = new Set<string>();
  if (seen.has(module.path)) return names;
  seen.add(module.path);
  const { named, stars } = project.exports(module);
  for (const name of named.keys()) names.add(name);
  for (const star of stars) {
    const resolved = project.resolve(star, module.path);
    const there = resolved.kind === 'file' ? project.module(resolved.path) : undefined;
    if (there === undefined) continue;
    for (const name of exportedNames(there, project, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}
