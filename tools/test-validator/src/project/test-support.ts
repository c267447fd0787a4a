/** Folders that hold what serves tests, by the names that projects give them. */
const supportFolder =
  /(^|\/)(__(tests?|mocks|fixtures|helpers|testfixtures|utils)__|tests?|specs?|testing|e2e|integration|fixtures?|mocks?|harness|cypress|playwright|[^/]+-(integration|e2e|testing)|(test|spec)[-_]?(utils?|utilities|helpers?|support|lib|kit|setup|common|infra|tools?)|[^/]+[-_](test|spec)[-_](utils?|helpers?))\//i;

/** Files that do, wherever they lie. */
const supportFile =
  /(^|[/._-])(tests?|specs?|mocks?|fixtures?|it|e2e)[._-][^/]*$|(^|\/)(tests?|spec|mock|fixture|jest|vitest)[-_.]?(utils?|helpers?|support|setup|lib|kit|common|globals|env|environment|preset|framework|server|data|db)\b[^/]*$|[a-z](TestUtils?|TestHelpers?|TestKit|Fixtures?|Mocks?)\.[cm]?[jt]sx?$|(^|\/)(test|tests|testing|mocks|fixtures)(\.[cm]?[jt]sx?)?$/i;

/** What a file says that asserts, where its path doesn't tell. */
const assertingText =
  /(?<![\w.])expect\s*\(|['"](?:@jest\/globals|vitest|chai|node:test|@playwright\/test)['"]/;

/** The path, relative to the project or as it is imported, is one of code that serves tests. */
export function isSupportPath(path: string): boolean {
  return supportFolder.test(path) || supportFile.test(path);
}

/** Looks as if it asserted, so that a call of it from a test may be an assertion. */
export function looksAsserting(text: string): boolean {
  return assertingText.test(text);
}
