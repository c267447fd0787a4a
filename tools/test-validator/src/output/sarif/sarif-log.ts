/** The parts of SARIF 2.1.0 that the validator writes. */
export interface SarifLog {
  $schema: string;
  version: '2.1.0';
  runs: [SarifRun];
}

export interface SarifRun {
  tool: { driver: { name: string; version: string; semanticVersion: string; rules: SarifRule[] } };
  automationDetails: { id: string };
  columnKind: 'utf16CodeUnits';
  originalUriBaseIds: Record<string, { uri?: string; description: SarifMessage }>;
  invocations: [
    {
      executionSuccessful: true;
      startTimeUtc: string;
      endTimeUtc: string;
      toolExecutionNotifications: SarifNotification[];
    },
  ];
  results: SarifResult[];
}

export type SarifLevel = 'error' | 'warning' | 'note';

export interface SarifMessage {
  text: string;
}

export interface SarifRule {
  id: string;
  name: string;
  shortDescription: SarifMessage;
  helpUri: string;
  defaultConfiguration: { level: SarifLevel };
}

export interface SarifNotification {
  level: 'note';
  message: SarifMessage;
  locations?: [{ physicalLocation: { artifactLocation: SarifArtifact } }];
}

export interface SarifArtifact {
  uri: string;
  uriBaseId: string;
}

export interface SarifResult {
  ruleId: string;
  /** Where the rule stands in `rules`; absent where it is not among them. */
  ruleIndex?: number;
  level: SarifLevel;
  message: SarifMessage;
  locations: [
    {
      physicalLocation: {
        artifactLocation: SarifArtifact;
        region: { startLine: number; startColumn: number; endLine: number };
      };
      logicalLocations?: [{ fullyQualifiedName: string; kind: 'function' }];
    },
  ];
  partialFingerprints: Record<string, string>;
  suppressions: { kind: 'inSource' | 'external'; justification: string }[];
  properties: { confidence: string };
}
