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
  /\b[xf]?(it|test|specify|describe|suite|context|tape|ava|QUnit|Deno)\w*\s*[.(`<]|\b[a-z]\w*(It|Test)\(/;

export function isTestName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    code.test(name) &&
    !name.endsWith('.d.ts') &&
    named.test(name) &&
    !/(^|\/)(__snapshots__|node_modules)\//.test(path)
  );
}

/** The text may declare tests: it says one of the words of some framework. */
export function mayDeclareTests(text: string): boolean {
  return declaring.test(text);
}

/** The text surely looks like declaring tests: it calls `test` or `it`. */
export function declaresTests(text: string): boolean {
  return /(?<![\w.])(test|it)(\.\w+)*\s*[(`]/.test(text);
}

/** Files below a folder that hold tests by their names, or by their places; sorted. */
export function findTestFiles(
  files: ProjectFiles,
  folder: string,
  nameOf: (path: string) => string,
): string[] {
  const found: string[] = [];
  for (const path of walkFiles(files, folder)) {
    if (!code.test(path) || path.endsWith('.d.ts')) continue;
    const name = nameOf(path);
    if (isTestName(name) || (placed.test(name) && !supporting.test(name))) found.push(path);
  }
  return found;
}
