import { importedSources } from '../project/imported-sources.ts';
import type { Project } from '../project/project.ts';
import type { Module } from '../syntax/parse-module.ts';

/** A module and all of the project's modules that it brings with it, in whatever way, in the order of finding. */
export function importedModules(
  paths: readonly string[],
  project: Project,
  isWanted: (path: string) => boolean = () => true,
): Module[] {
  const modules = new Map<string, Module>();
  const open = [...paths];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (modules.has(path) || !isWanted(path)) continue;
    const module = project.module(path);
    if (module === undefined) continue;
    modules.set(path, module);
    for (const source of [...importedSources(module.text), ...programsIn(module.text)]) {
      const resolved = project.resolve(source, path);
      if (resolved.kind === 'file') open.push(resolved.path);
    }
  }
  return [...modules.values()];
}

/** Files that are named to be run: `new URL('./main.ts', …)`. */
function programsIn(text: string): string[] {
  const named = text.matchAll(/['"](\.{1,2}\/[^'"\n]+\.[cm]?[jt]s)['"]/g);
  return [...named].flatMap(([, source]) => source ?? []);
}
