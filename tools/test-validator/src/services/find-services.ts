import { basename, dirname, relative } from '../project/paths.ts';
import type { Project } from '../project/project.ts';
import { isSupportPath } from '../project/test-support.ts';
import { Failing } from './can-fail.ts';
import { denoteEverything } from './denote-everything.ts';
import { entriesOf } from './entries.ts';
import { findDependencies } from './find-dependencies.ts';
import { findOperations, type FoundOperation } from './find-operations.ts';
import { findPackages, type ProjectPackage } from './find-packages.ts';
import { importedModules } from './imported-modules.ts';
import type { Service } from './service.ts';
import { TypeIndex } from './type-index.ts';

/** A service with its operations in the tree. */
export interface FoundService extends Service {
  operations: FoundOperation[];
}

/**
 * The services of a project: its packages with operations. Where some carry Nx's tag `type:service`, those; else all but
 * what is a tool, an example, a site, or for tests. `marked` are the files of integration tests.
 */
export function findServices(project: Project, marked: readonly string[]): FoundService[] {
  const packages = findPackages(project.files);
  const tagged = packages.filter(({ tags }) => tags.some((tag) => /^(type|kind|scope):service$/.test(tag)));
  const candidates =
    tagged.length > 0 ? tagged : packages.filter(({ root }) => mayBeService(root, packages, project));
  return candidates.flatMap((candidate) => serviceOf(candidate, packages, marked, project) ?? []);
}

const asideFolder =
  /(^|\/)(tools?|scripts?|examples?|demos?|samples?|playgrounds?|sandbox(es)?|docs?|documentation|websites?|www|bench(es|marks?)?|benchmarks?|fixtures?|templates?|e2e|internals?|configs?|eslint[^/]*|[^/]*-(e2e|integration|tests?|testing|example|config|docs|fixtures?))(\/|$)/i;

function mayBeService(root: string, packages: readonly ProjectPackage[], project: Project): boolean {
  if (isAside(root, project)) return false;
  // The root of a workspace is no service itself.
  return (
    root !== project.root || packages.every((other) => other.root === root || isAside(other.root, project))
  );
}

/** A tool, an example, a site, or for tests. */
function isAside(root: string, project: Project): boolean {
  const name = relative(project.root, root);
  return asideFolder.test(name) || isSupportPath(`${name}/`);
}

function serviceOf(
  candidate: ProjectPackage,
  packages: readonly ProjectPackage[],
  marked: readonly string[],
  project: Project,
): FoundService | undefined {
  const { name, root } = candidate;
  const entries = entriesOf(candidate, project);
  const denoter = denoteEverything(project);
  const modules = importedModules(entries, project, (path) => path.startsWith(`${root}/`));
  const types = new TypeIndex(modules);
  const tools = { project, denoter, types, failing: new Failing(denoter) };
  const operations = new Map<string, FoundOperation>();
  for (const entry of entries) {
    const module = project.module(entry);
    if (module === undefined) continue;
    for (const found of findOperations(module, tools)) {
      // Through two entries, or under two names, it is one.
      const key = `${found.file}:${found.start}`;
      if (found.file.startsWith(`${root}/`) && !operations.has(key)) operations.set(key, found);
    }
  }
  if (operations.size === 0) return undefined;
  const exported = [...operations.values()];
  const dependencies = findDependencies(
    modules,
    exported.map(({ node }) => node),
    types,
  );
  const ports = new Set(dependencies.map((dependency) => dependency.name));
  return {
    ...{ name, root, entries, dependencies },
    integrationRoots: integrationRootsOf(root, packages, marked),
    operations: exported.map((operation) => ({
      ...operation,
      ports: operation.ports.filter((port) => ports.has(port)),
    })),
  };
}

/** `cart-integration` and its like beside `cart`; and `cart` itself where it has marked tests of its own. */
function integrationRootsOf(
  root: string,
  packages: readonly ProjectPackage[],
  marked: readonly string[],
): string[] {
  const name = basename(root);
  const beside = packages
    .map((other) => other.root)
    .filter(
      (other) => basename(other).replace(/-(integration|e2e|it)(-tests?)?$/, '') === name && other !== root,
    );
  const inside = marked.some((path) => path.startsWith(`${root}/`) && !isBelow(path, root, packages));
  return [...beside, ...(inside ? [root] : [])];
}

/** In a package that lies below another. */
function isBelow(path: string, root: string, packages: readonly ProjectPackage[]): boolean {
  return packages.some(
    (other) => other.root.startsWith(`${root}/`) && `${dirname(path)}/`.startsWith(`${other.root}/`),
  );
}
