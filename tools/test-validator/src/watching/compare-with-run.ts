import type { FileRecord, TestRecord } from '../mutation/record/file-record.ts';
import type { Confidence, Finding, TestReport } from '../report/report.ts';
import { verdictAfterRun } from '../rules/judge.ts';
import { bodyKey } from './plan-watching.ts';
import { siteKey, type WatchedSite, type WatchedTest } from './watched-test.ts';

export interface Compared {
  tests: TestReport[];
  findings: Finding[];
}

/**
 * What reading has found, with what a run says to it: a finding that the run bears out is confirmed, one that it contradicts
 * is refuted, and does not count. And what only a run can tell: an assertion that never ran in a test that passed (HT063).
 * Of tests that did not run, or failed, nothing is said.
 */
export function compareWithRun(
  { tests, findings }: Compared,
  watched: readonly WatchedTest[],
  records: readonly FileRecord[],
): Compared {
  const passed = Map.groupBy(
    records
      .flatMap((record) => record.tests)
      .filter(({ status }) => status === 'passed')
      .flatMap((test) => test.bodies.map((body) => ({ body, test }))),
    ({ body }) => body,
  );
  const seen = watched.flatMap((test): Seen[] => {
    const runs = passed.get(bodyKey(test.body))?.map((run) => run.test);
    return runs === undefined ? [] : [{ test, runs }];
  });
  const byPlace = new Map(seen.map((one) => [placeOf(one.test), one]));
  const byTitle = Map.groupBy(seen, ({ test }) => test.test);

  const judged = findings.map((finding): Finding => {
    const about = finding.test === null ? undefined : byTitle.get(finding.test);
    const one = about?.find(({ test }) => isIn(finding, test)) ?? about?.[0];
    return one === undefined ? finding : { ...finding, confidence: confidenceIn(finding, one) };
  });
  const rotten = seen.flatMap((one) => rottenSites(one, judged));
  const all = [...judged, ...rotten];
  const ofTest = Map.groupBy(all, ({ test }) => test ?? '');
  return {
    findings: all,
    tests: tests.map((test) => {
      const one = byPlace.get(placeOf(test));
      if (one === undefined) return test;
      const own = ofTest.get(one.test.test)?.filter((finding) => concerns(finding, test));
      return verdictAfterRun(test, own ?? [], { isSilent: isSilent(one) });
    }),
  };
}

/** A test that ran and passed, once or (of a table) several times. */
interface Seen {
  test: WatchedTest;
  runs: TestRecord[];
}

const placeOf = ({ file, line }: { file: string; line: number }): string => `${file}:${line}`;

const isIn = (
  finding: Finding,
  { file, line, endLine }: Pick<TestReport, 'file' | 'line' | 'endLine'>,
): boolean => finding.file === file && line <= finding.line && finding.line <= endLine;

/** In the test's own text, or in a helper of another file. */
const concerns = (finding: Finding, test: Pick<TestReport, 'file' | 'line' | 'endLine'>): boolean =>
  finding.file !== test.file || isIn(finding, test);

const hasHeld = (site: WatchedSite, { runs }: Seen): boolean =>
  runs.some(({ held }) => held.includes(siteKey(site)));

const hasThrown = (site: WatchedSite, { runs }: Seen): boolean =>
  runs.some(({ threw }) => threw.includes(siteKey(site)));

/** In no run anything was asserted, as far as that is seen. */
function isSilent({ test, runs }: Seen): boolean {
  return (
    !test.hasUnwatched &&
    runs.every((run) => run.assertions === 0 && run.held.length === 0 && run.threw.length === 0)
  );
}

function confidenceIn(finding: Finding, one: Seen): Confidence {
  const sites = one.test.sites.filter((site) => isAbout(finding, site));
  switch (finding.rule) {
    case 'HT001':
    case 'HT011':
      return isSilent(one) ? 'confirmed' : 'static';
    case 'HT010':
      if (isSilent(one)) return 'confirmed';
      return one.runs.every(({ assertions, held }) => assertions > 0 || held.length > 0)
        ? 'refuted'
        : 'static';
    case 'HT030':
    case 'HT031':
    case 'HT032':
    case 'HT033':
    case 'HT035':
      if (sites.length === 0) return 'static';
      return sites.some((site) => hasHeld(site, one)) ? 'refuted' : 'confirmed';
    case 'HT036':
      return sites.some((site) => hasThrown(site, one)) ? 'confirmed' : 'static';
    default:
      return finding.confidence;
  }
}

/** The assertion is one of those that the finding says this of. */
function isAbout({ rule, line, endLine, column }: Finding, site: WatchedSite): boolean {
  return site.hazards.some(
    (hazard) =>
      hazard.rule === rule &&
      ((hazard.line === line && hazard.column === column) ||
        (rule === 'HT035' && line <= site.line && site.line <= endLine)),
  );
}

/** HT063 */
function rottenSites(one: Seen, findings: readonly Finding[]): Finding[] {
  const { test } = one;
  const errors = findings.filter(
    (finding) => finding.severity === 'error' && finding.test === test.test && concerns(finding, test),
  );
  const isKnown = (site: WatchedSite): boolean =>
    errors.some((finding) => finding.confidence === 'confirmed' && isAbout(finding, site));
  const silent = test.sites.filter(
    (site) =>
      site.isOwn && !hasHeld(site, one) && !hasThrown(site, one) && !isKnown(site) && !isOtherWay(site, one),
  );
  const place = { rule: 'HT063', severity: 'error', file: test.file, test: test.test } as const;
  const times = one.runs.length === 1 ? 'passed' : `passed ${one.runs.length} times`;
  const found = silent.map(({ line, endLine, column }): Finding => {
    const message = `This assertion never ran, though the test ${times}.`;
    return { ...place, line, endLine, column, message, confidence: 'confirmed' };
  });
  if (found.length > 0 || test.sites.length === 0 || !isSilent(one)) return found;
  if (errors.some(({ confidence }) => confidence !== 'refuted')) return [];
  const message = `None of the assertions that it leads to ran, though the test ${times}.`;
  return [{ ...place, line: test.line, endLine: test.endLine, column: 1, message, confidence: 'confirmed' }];
}

/** Another of several ways was gone, and an assertion stands there, too. */
function isOtherWay({ arms }: WatchedSite, one: Seen): boolean {
  const taken = one.test.sites.filter((site) => hasHeld(site, one)).flatMap((site) => site.arms);
  return arms.some(({ fork, way }) => taken.some((other) => other.fork === fork && other.way !== way));
}
