import type { Finding, Severity } from '../report/report.ts';

/** Findings that say the same in one file: shown once, with the places of the others. */
export interface FindingGroup {
  first: Finding;
  others: Finding[];
}

export interface FileGroups {
  file: string;
  groups: FindingGroup[];
}

export interface SeverityGroups {
  severity: Severity;
  /** How many findings of this severity there are, shown or not. */
  count: number;
  files: FileGroups[];
}

/**
 * Sorts findings for readers: by severity, file, and what they say, in the order in which they come (worst first). Of
 * the groups at most `maxGroups` are kept; `left` counts the findings in the others.
 */
export function groupFindings(
  findings: readonly Finding[],
  maxGroups: number,
): { severities: SeverityGroups[]; left: number } {
  const severities = new Map<Severity, SeverityGroups>();
  let shownGroups = 0;
  let left = 0;
  const groups = new Map<string, FindingGroup | 'left out'>();
  for (const finding of findings) {
    const { severity, file, rule, message } = finding;
    const ofSeverity = severities.get(severity) ?? { severity, count: 0, files: [] };
    severities.set(severity, ofSeverity);
    ofSeverity.count++;
    const key = JSON.stringify([severity, file, rule, message]);
    const group = groups.get(key);
    if (group === undefined && shownGroups < maxGroups) {
      const started: FindingGroup = { first: finding, others: [] };
      groups.set(key, started);
      groupsOf(ofSeverity, file).push(started);
      shownGroups++;
    } else if (group === undefined || group === 'left out') {
      groups.set(key, 'left out');
      left++;
    } else {
      group.others.push(finding);
    }
  }
  return { severities: [...severities.values()].filter(({ files }) => files.length > 0), left };
}

/** Findings come sorted by file, so it is the last one or a new one. */
function groupsOf({ files }: SeverityGroups, file: string): FindingGroup[] {
  const last = files.at(-1);
  if (last?.file === file) return last.groups;
  const groups: FindingGroup[] = [];
  files.push({ file, groups });
  return groups;
}
