import { worstFirst } from '../../report/finding-order.ts';
import { fingerprintOf } from '../../report/fingerprint.ts';
import type { Finding, Note, Report, Severity } from '../../report/report.ts';
import type { RuleInfo } from '../../report/rule-info.ts';
import { linesOfSources, type ReadSource, type SourceLines } from '../../report/source-lines.ts';
import type {
  SarifArtifact,
  SarifLevel,
  SarifLog,
  SarifNotification,
  SarifResult,
  SarifRule,
} from './sarif-log.ts';

export interface SarifOptions {
  /** In the order in which they are to stand in the log. */
  rules: readonly RuleInfo[];
  readSource: ReadSource;
  /** Where the rules' pages are: an absolute URI that ends with `/`, under which is `<ID>.md`. */
  documentationUri: string;
  /** The project's folder, as an absolute URI. @default unsaid: whoever reads the log knows it */
  projectUri?: string;
}

const baseId = 'PROJECTROOT';
const fingerprintName = 'testValidator/v1';
const levels: Record<Severity, SarifLevel> = { error: 'error', warning: 'warning', information: 'note' };

/** The findings as a SARIF 2.1.0 log: all but those that a run refuted, the excused ones with their reasons. */
export function renderSarif(report: Report, options: SarifOptions): string {
  const { rules, readSource, documentationUri, projectUri } = options;
  const { tool, startedAt, durationMs, notes } = report;
  const findings = worstFirst(report.findings.filter(({ confidence }) => confidence !== 'refuted'));
  const log: SarifLog = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            rules: rules.map((rule) => ruleOf(rule, documentationUri)),
          },
        },
        automationDetails: { id: `${tool.name}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [baseId]: {
            ...(projectUri !== undefined && {
              uri: projectUri.endsWith('/') ? projectUri : `${projectUri}/`,
            }),
            description: { text: "The project's folder." },
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: startedAt,
            endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
            toolExecutionNotifications: notes.map(notificationOf),
          },
        ],
        results: resultsOf(findings, rules, linesOfSources(readSource)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ruleOf = ({ id, name, severity, summary }: RuleInfo, documentationUri: string): SarifRule => ({
  id,
  name,
  shortDescription: { text: summary },
  helpUri: new URL(`${encodeURIComponent(id)}.md`, documentationUri).href,
  defaultConfiguration: { level: levels[severity] },
});

function resultsOf(
  findings: readonly Finding[],
  rules: readonly RuleInfo[],
  sourceLines: SourceLines,
): SarifResult[] {
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, severity, file, line, endLine, column, test, message, confidence, suppressed } = finding;
    const fingerprint = fingerprintOf(finding, sourceLines);
    const occurrence = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, occurrence);
    const ruleIndex = indexOf.get(rule);
    return {
      ruleId: rule,
      ...(ruleIndex !== undefined && { ruleIndex }),
      level: levels[severity],
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactOf(file),
            region: { startLine: line, startColumn: column, endLine },
          },
          ...(test !== null && { logicalLocations: [{ fullyQualifiedName: test, kind: 'function' }] }),
        },
      ],
      // The number of the occurrence tells two equal lines apart.
      partialFingerprints: { [fingerprintName]: `${fingerprint}:${occurrence}` },
      // Empty says that nobody excuses it; absent would say that this is not known.
      suppressions:
        suppressed === undefined
          ? []
          : [
              {
                kind: suppressed.by === 'comment' ? 'inSource' : 'external',
                justification: suppressed.reason,
              },
            ],
      properties: { confidence },
    };
  });
}

const notificationOf = ({ file, message }: Note): SarifNotification => ({
  level: 'note',
  message: { text: message },
  ...(file !== null && { locations: [{ physicalLocation: { artifactLocation: artifactOf(file) } }] }),
});

/** A segment such as `a:b` must not be taken for a scheme, nor `#` for a fragment. */
const artifactOf = (file: string): SarifArtifact => ({
  uri: file.toWellFormed().split('/').map(encodeURIComponent).join('/'),
  uriBaseId: baseId,
});
