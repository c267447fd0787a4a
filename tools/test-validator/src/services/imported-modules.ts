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
    for (const source of sourcesIn(module.text)) {
      const resolved = project.resolve(source, path);
      if (resolved.kind === 'file') open.push(resolved.path);
    }
  }
  return [...modules.values()];
}

/** What follows `from`, `import` and `require`, and files that are named to be run (`new URL('main.ts', …)`). */
function sourcesIn(text: string): string[] {
  const imported = text.matchAll(/(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"]([^'"\n]+)['"]/g);
  const run = text.matchAll(/['"](\.{1,2}\/[^'"\n]+\.[cm]?[jt]s)['"]/g);
  return [...imported, ...run].flatMap(([, source]) => source ?? []);
}
