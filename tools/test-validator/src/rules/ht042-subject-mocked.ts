import { testPackages } from '../analysis/builtins.ts';
import { mockedModules } from '../analysis/mocked-modules.ts';
import { importsIn } from '../analysis/imports-in.ts';
import { basename, dirname } from '../project/paths.ts';
import { atTest, type Rule } from './rule.ts';

export const subjectMocked: Rule = {
  id: 'HT042',
  name: 'subject mocked',
  severity: 'error',
  summary: 'The module under test is replaced by a double.',
  check(examined) {
    const { test, project } = examined;
    const { module, body } = test;
    if (body === undefined || test.isSkipped) return [];
    for (const [source, how] of mockedModules(module)) {
      if (how === 'part' || !isSubject(source, project.nameOf(module.path))) continue;
      const used = importsIn(body, module);
      // Something else of the project is looked at as well: that may be the subject.
      const others = [...used].filter(
        (other) =>
          other !== source &&
          !testPackages.test(other) &&
          /^[.@~#]/.test(other) &&
          !/test|mock|fixture/i.test(other),
      );
      if (used.has(source) && others.length === 0)
        return [atTest(examined, `${source}, which the test is about, is replaced by a double.`)];
    }
    return [];
  },
};

/** `./user`, `../user` and `../src/user` of `user.test.ts`. */
function isSubject(source: string, testFile: string): boolean {
  if (!source.startsWith('.')) return false;
  const stem = basename(testFile)
    .replace(/(\.(it|int|unit|e2e|integration))?[._-](test|spec)s?\.[cm]?[jt]sx?$/i, '')
    .replace(/\.[cm]?[jt]sx?$/, '');
  const target = basename(source).replace(/\.[cm]?[jt]sx?$/, '');
  if (target === 'index' || target === '.' || target === '..') return false;
  if (target.toLowerCase() !== stem.toLowerCase()) return false;
  const isNear =
    /^\.\/[^/]+$/.test(source) ||
    /^(\.\.\/)+[^/.]+(\.\w+)?$/.test(source) ||
    /^(\.\.\/)+(src|lib|app)\//.test(source);
  return isNear && dirname(testFile) !== source;
}
