import { walkFiles } from '../project/walk-files.ts';
import type { ProjectFiles } from '../project/project-files.ts';

const named =
  /[._-](test|tests|spec|specs|it|e2e|integration|cy)\.[cm]?[jt]sx?$|^(test|tests|spec)\.[cm]?[jt]sx?$/i;
const placed = /(^|\/)(__tests__|tests?|specs?|e2e|integration|cypress)\//i;
const code = /\.[cm]?[jt]sx?$/;
/** What lies among tests and is data or support to them. */
const supporting =
  /(^|\/)(__snapshots__|__fixtures__|__mocks__|fixtures?|__testfixtures__|snapshots?|testdata|node_modules)\//i;
/** A file that declares no test says none of these. */
const declaring =
  /\b(it|test|specify|fit|xit|describe|suite|testProp)\b[\s\S]{0,80}?\(|\b[a-z]\w*(It|Test)\(/;

export function isTestName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    code.test(name) &&
    !name.endsWith('.d.ts') &&
    named.test(name) &&
    !/(^|\/)(__snapshots__|node_modules)\//.test(path)
  );
}

/** Files below a folder that hold tests, by their names or places; sorted. */
export function findTestFiles(
  files: ProjectFiles,
  folder: string,
  nameOf: (path: string) => string,
): string[] {
  const found: string[] = [];
  for (const path of walkFiles(files, folder)) {
    if (!code.test(path) || path.endsWith('.d.ts')) continue;
    const name = nameOf(path);
    if (isTestName(name)) found.push(path);
    // A file of a folder for tests counts if it declares some.
    else if (placed.test(name) && !supporting.test(name) && declaring.test(files.read(path) ?? ''))
      found.push(path);
  }
  return found;
}
