import { join, relative } from '../project/paths.ts';
import type { Project } from '../project/project.ts';
import { isSupportPath } from '../project/test-support.ts';
import type { ProjectPackage } from './find-packages.ts';

/** The files by which others use a package, sources in place of what is built from them; none that serves tests. */
export function entriesOf({ root, targets }: ProjectPackage, project: Project): string[] {
  const usual = ['./src/index', './index', './lib/index', './src/main'];
  const named = targets.filter((target) => !/\.(json|css|html)$|\*/.test(target));
  const entries = new Set<string>();
  for (const target of named.length > 0 ? named : usual) {
    const path = sourceOf(target, root, project);
    if (path !== undefined && !isSupportPath(relative(root, path))) entries.add(path);
    if (named.length === 0 && entries.size > 0) break;
  }
  return [...entries];
}

/** What is built is not there, or not to be read: its source has the same path below `src`. */
function sourceOf(target: string, root: string, project: Project): string | undefined {
  const plain = target.replace(/^\.\//, '').replace(/\.d\.([cm]?)ts$/, '.$1ts');
  const built = /^(dist|build|lib|es|esm|cjs|out)\/((esm|cjs|types|src)\/)*/;
  const candidates = [
    plain.replace(built, 'src/').replace(/^src\/src\//, 'src/'),
    plain.replace(built, ''),
    plain,
  ];
  for (const candidate of candidates) {
    const resolved = project.resolve(join(root, candidate), join(root, 'package.json'));
    if (
      resolved.kind === 'file' &&
      /\.[cm]?[jt]sx?$/.test(resolved.path) &&
      !/\.d\.[cm]?ts$/.test(resolved.path)
    )
      return resolved.path;
  }
  return undefined;
}
