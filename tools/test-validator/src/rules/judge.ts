import type { HazardRule, Site, Trace } from '../analysis/trace.ts';
import type { Finding, TestReport, Verdict } from '../report/report.ts';
import { endsOpen } from './flow.ts';
import type { Examined } from './rule.ts';

/** Rules after which a test cannot fail, whatever else it has. */
const hollowing = new Set(['HT001', 'HT006', 'HT010', 'HT042', 'HT043']);
/** Rules after which it fails for some faults only. */
const weakening = new Set(['HT005', 'HT013', 'HT024', 'HT025', 'HT026', 'HT034', 'HT036', 'HT044']);
const doubtful = new Set<HazardRule>(['HT032', 'HT033']);

/** What all that was found makes of a test. */
export function verdictOf({ test, trace }: Examined, rules: ReadonlySet<string>): Verdict {
  if (rules.has('HT002')) return 'placeholder';
  if (rules.has('HT003')) return 'skipped';
  if ([...rules].some((rule) => hollowing.has(rule))) return 'hollow';
  if (trace.isOpaque || test.body === undefined) return 'real';
  if (trace.sites.length === 0) return rules.has('HT011') ? 'hollow' : rules.has('HT013') ? 'weak' : 'real';
  if (endsOpen(trace) || isSwallowed(trace, rules) || rules.has('HT031')) {
    const explained = trace.sites.map(reasonOf);
    if (explained.some((reason) => reason === undefined))
      return rules.size > 0 && isSwallowed(trace, rules) ? 'hollow' : 'real';
    return explained.every((reason) => reason === 'weak')
      ? 'weak'
      : explained.includes('weak')
        ? 'weak'
        : 'hollow';
  }
  return [...rules].some((rule) => weakening.has(rule)) ? 'weak' : 'real';
}

/** Why an oracle decides nothing. */
function reasonOf({ hazards, defects }: Site): 'hollow' | 'weak' | undefined {
  if (defects.length > 0) return 'hollow';
  if (hazards.length === 0) return undefined;
  const isWeak = hazards.every(({ rule, isCertain }) => doubtful.has(rule) && !isCertain);
  return isWeak ? 'weak' : 'hollow';
}

/** All oracles stand where their failure is caught. */
function isSwallowed({ sites }: Trace, rules: ReadonlySet<string>): boolean {
  return rules.has('HT036') && sites.every(({ hazards }) => hazards.some(({ rule }) => rule === 'HT036'));
}

/** A test's report with what a run has said to its findings. */
export function verdictAfterRun(
  test: TestReport,
  findings: readonly Finding[],
  { isSilent }: { isSilent: boolean },
): TestReport {
  const refuted = new Set(
    findings.flatMap(({ rule, confidence }) => (confidence === 'refuted' ? [rule] : [])),
  );
  const open = findings.filter(({ confidence }) => confidence !== 'refuted');
  const isRotten = open.some(({ rule }) => rule === 'HT063');
  const left = test.rules.filter(
    (rule) => !refuted.has(rule) || open.some((finding) => finding.rule === rule),
  );
  const rules = [...new Set([...left, ...(isRotten ? ['HT063'] : [])])].toSorted();
  const isFreed = left.length < test.rules.length && !open.some(({ severity }) => severity === 'error');
  const freed: Verdict = rules.some((rule) => weakening.has(rule)) ? 'weak' : 'real';
  const verdict = isFreed ? freed : test.verdict;
  const isFlawed = isRotten && (verdict === 'real' || verdict === 'weak');
  return { ...test, rules, verdict: isFlawed ? (isSilent ? 'hollow' : 'weak') : verdict };
}
