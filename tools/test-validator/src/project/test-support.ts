/** Folders and files that hold what serves tests, by the names that projects give them. */
const supportPath =
  /(^|[/._-])(__tests?__|__mocks__|__fixtures__|__helpers__|__testfixtures__|tests?|specs?|testing|test-?(utils?|helpers?|support|lib|kit|setup)|e2e|integration|fixtures?|mocks?|harness|cypress|playwright|jest|vitest)([/._-]|$)/i;

/** What a file says that asserts, where its path doesn't tell. */
const assertingText =
  /\bexpect\s*\(|\b(?:@jest\/globals|vitest|chai|node:test|@playwright\/test)['"]|\bassert\.\w+\(.*\bt\b/;

/** The path, relative to the project, is one of code that serves tests. */
export function isSupportPath(path: string): boolean {
  return supportPath.test(path);
}

/** Looks as if it asserted, so that a call of it from a test may be an assertion. */
export function looksAsserting(text: string): boolean {
  return assertingText.test(text);
}
