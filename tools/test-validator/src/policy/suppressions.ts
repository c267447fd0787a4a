import { worstFirst } from '../report/finding-order.ts';
import type { Finding } from '../report/report.ts';
import type { RuleInfo } from '../report/rule-info.ts';
import { parseSuppression, type Suppression } from './parse-suppression.ts';
import { suppressionReason, unusedSuppression } from './suppression-rules.ts';

/** A comment of a file; lines count from 1. */
export interface SourceComment {
  line: number;
  endLine: number;
  /** With or without its marks. */
  text: string;
}

/**
 * Excuses the findings that comments ask to excuse, and adds findings about the comments: those without a reason
 * (they excuse nothing) and those that nothing needs.
 *
 * A comment excuses what begins on its own line; where nothing there needs it, what begins on the next line that is
 * no comment: a test's first line too.
 */
export function applySuppressions(
  findings: readonly Finding[],
  comments: (file: string) => readonly SourceComment[],
  {
    files = [],
    wasChecked = () => true,
  }: {
    /** Files whose comments count though they have no finding: all that were read. */
    files?: Iterable<string>;
    /** Whether the run looked for a rule: what it did not look for may still need its comment. @default all */
    wasChecked?: (rule: string) => boolean;
  } = {},
): Finding[] {
  const byFile = new Map<string, Finding[]>();
  for (const file of files) byFile.set(file, []);
  for (const finding of findings) {
    const others = byFile.get(finding.file);
    if (others === undefined) byFile.set(finding.file, [finding]);
    else others.push(finding);
  }
  return worstFirst(
    [...byFile].flatMap(([file, found]) => suppressInFile(file, found, comments(file), wasChecked)),
  );
}

type Written = Suppression & { comment: SourceComment };

function suppressInFile(
  file: string,
  findings: Finding[],
  comments: readonly SourceComment[],
  wasChecked: (rule: string) => boolean,
): Finding[] {
  const written = comments.flatMap((comment): Written[] => {
    const suppression = parseSuppression(comment.text);
    return suppression === undefined ? [] : [{ ...suppression, comment }];
  });
  const commentAt = new Map(comments.map((comment) => [comment.line, comment]));
  const excused = new Map<Finding, string>();
  const added: Finding[] = [];
  // Those for a whole file come last: they are unused where a nearer one does.
  const ordered = written.toSorted(
    (one, other) => Number(one.reach === 'file') - Number(other.reach === 'file'),
  );
  for (const { comment, reach, rules, reason } of ordered) {
    if (reason === undefined || rules.length === 0) {
      added.push(about(suppressionReason, file, comment, objection(rules)));
      continue;
    }
    for (const rule of rules) {
      const candidates = findings.filter((finding) => finding.rule === rule && !excused.has(finding));
      const meant =
        reach === 'file' ? candidates : nearest(candidates, linesMeant(comment, reach, commentAt));
      for (const finding of meant) excused.set(finding, reason);
      if (meant.length === 0 && wasChecked(rule)) {
        const message = `Nothing here needs the suppression of ${rule}: remove it.`;
        added.push(about(unusedSuppression, file, comment, message));
      }
    }
  }
  return [...findings.map((finding) => suppressedBy(finding, excused.get(finding))), ...added];
}

/** The lines that a comment may mean, the likeliest first. */
function linesMeant(
  { line, endLine }: SourceComment,
  reach: Suppression['reach'],
  commentAt: Map<number, SourceComment>,
): number[] {
  const lines = reach === 'here' ? [line, endLine] : [];
  for (let last = endLine; ;) {
    lines.push(last + 1);
    // It may stand alone on its line, or behind code: where the line holds nothing that fits, the next one is meant.
    const next = commentAt.get(last + 1);
    if (next === undefined) return lines;
    last = Math.max(last + 1, next.endLine);
  }
}

function nearest(candidates: Finding[], lines: number[]): Finding[] {
  const meant = lines.find((line) => candidates.some((finding) => finding.line === line));
  return candidates.filter((finding) => finding.line === meant);
}

const suppressedBy = (finding: Finding, reason: string | undefined): Finding =>
  reason === undefined ? finding : { ...finding, suppressed: { by: 'comment', reason } };

function objection(rules: string[]): string {
  const [named] = rules;
  const example = `test-validator-ignore ${named ?? 'HT010'} -- why`;
  return named === undefined
    ? `This suppression names no rule, so it suppresses nothing. Write: ${example}`
    : `This suppression gives no reason, so it suppresses nothing. Write: ${example}`;
}

function about(rule: RuleInfo, file: string, { line, endLine }: SourceComment, message: string): Finding {
  const place = { file, line, endLine, column: 1 };
  return { rule: rule.id, severity: rule.severity, ...place, test: null, message, confidence: 'static' };
}
