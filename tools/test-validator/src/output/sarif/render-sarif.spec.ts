import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import type { Report } from '../../report/report.ts';
import { aFinding, aReport } from '../../testing/a-report.ts';
import { renderSarif, type SarifOptions } from './render-sarif.ts';
import type { SarifLog, SarifRun } from './sarif-log.ts';
import { sarifParts } from '../../testing/sarif-parts.ts';

const source = "describe('cart', () => {\n  const sum = 0;\n  it('adds', () => {\n    add(1);\n  });\n});\n";
const options: SarifOptions = {
  rules: [
    { id: 'HT024', name: 'disjunctive', severity: 'warning', summary: 'Accepts success and failure.' },
    { id: 'HT010', name: 'no oracle', severity: 'error', summary: 'Nothing can fail.' },
    { id: 'unused-suppression', name: 'unused', severity: 'information', summary: 'Excuses nothing.' },
  ],
  readSource: () => source,
  documentationUri: 'https://example.test/docs/rules/',
};
const render = (report: Report, overrides: Partial<SarifOptions> = {}): SarifLog =>
  JSON.parse(renderSarif(report, { ...options, ...overrides }));
const runOf = (report: Report, overrides: Partial<SarifOptions> = {}): SarifRun =>
  render(report, overrides).runs[0];

describe('renderSarif', () => {
  test('when a report has all kinds of things, the log has what SARIF 2.1.0 demands, and nothing unknown', () => {
    const isValid = new Ajv2020({ strict: true }).compile(sarifParts);
    const report = aReport({
      findings: [
        aFinding(),
        aFinding({ rule: 'HT099', test: null, severity: 'warning' }),
        aFinding({ severity: 'information', suppressed: { by: 'comment', reason: 'known' } }),
      ],
      notes: [
        { file: 'a.ts', message: 'Expected `)`' },
        { file: null, message: 'No tsconfig.' },
      ],
    });
    isValid(render(report, { projectUri: 'file:///shop' }));
    expect(isValid.errors).toBeNull();
    isValid(render(aReport()));
    expect(isValid.errors).toBeNull();
  });

  test('when rules are given, they are described in their order, with their pages', () => {
    expect(runOf(aReport()).tool.driver).toStrictEqual({
      name: 'test-validator',
      version: '1.2.3',
      semanticVersion: '1.2.3',
      rules: [
        {
          id: 'HT024',
          name: 'disjunctive',
          shortDescription: { text: 'Accepts success and failure.' },
          helpUri: 'https://example.test/docs/rules/HT024.md',
          defaultConfiguration: { level: 'warning' },
        },
        {
          id: 'HT010',
          name: 'no oracle',
          shortDescription: { text: 'Nothing can fail.' },
          helpUri: 'https://example.test/docs/rules/HT010.md',
          defaultConfiguration: { level: 'error' },
        },
        {
          id: 'unused-suppression',
          name: 'unused',
          shortDescription: { text: 'Excuses nothing.' },
          helpUri: 'https://example.test/docs/rules/unused-suppression.md',
          defaultConfiguration: { level: 'note' },
        },
      ],
    });
  });

  test('when there is a finding, its result has the rule, the place, the test and its confidence', () => {
    const finding = aFinding({ endLine: 5, file: 'src/a b/100%#1:x.spec.ts', confidence: 'confirmed' });
    const [result] = runOf(aReport({ findings: [finding] })).results;
    expect(result).toStrictEqual({
      ruleId: 'HT010',
      ruleIndex: 1,
      level: 'error',
      message: { text: 'Nothing here can fail.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/a%20b/100%25%231%3Ax.spec.ts', uriBaseId: 'PROJECTROOT' },
            region: { startLine: 3, startColumn: 3, endLine: 5 },
          },
          logicalLocations: [{ fullyQualifiedName: 'cart › adds', kind: 'function' }],
        },
      ],
      partialFingerprints: { 'testValidator/v1': expect.stringMatching(/^[0-9a-f]{32}:1$/) },
      suppressions: [],
      properties: { confidence: 'confirmed' },
    });
  });

  test('when a rule is not described or there is no test, the result does without', () => {
    const [result] = runOf(aReport({ findings: [aFinding({ rule: 'HT099', test: null })] })).results;
    expect(result).not.toHaveProperty('ruleIndex');
    expect(result?.locations[0]).not.toHaveProperty('logicalLocations');
  });

  test('when findings are suppressed, the log says how and why; when refuted, they are left out', () => {
    const findings = [
      aFinding({ confidence: 'refuted' }),
      aFinding({ line: 4, severity: 'information', suppressed: { by: 'baseline', reason: 'old' } }),
      aFinding({ line: 5, severity: 'warning', suppressed: { by: 'comment', reason: 'known' } }),
    ];
    const { results } = runOf(aReport({ findings }));
    expect(results.map(({ level, suppressions }) => [level, suppressions])).toStrictEqual([
      ['warning', [{ kind: 'inSource', justification: 'known' }]],
      ['note', [{ kind: 'external', justification: 'old' }]],
    ]);
  });

  test('when lines move, fingerprints stay; when a line occurs twice, they differ', () => {
    const prints = (text: string, ...lines: number[]): string[] =>
      runOf(aReport({ findings: lines.map((line) => aFinding({ line })) }), {
        readSource: () => text,
      }).results.map(({ partialFingerprints }) => partialFingerprints['testValidator/v1'] ?? '');
    const twice = `${source}    add(1);\n`;
    expect(prints(`\n\n${twice}`, 6, 9)).toStrictEqual(prints(twice, 4, 7));
    expect(new Set(prints(twice, 3, 4, 7)).size).toBe(3);
  });

  test('when the project has an address, paths begin there', () => {
    const description = { text: "The project's folder." };
    expect(runOf(aReport()).originalUriBaseIds).toStrictEqual({ PROJECTROOT: { description } });
    expect(runOf(aReport(), { projectUri: 'file:///shop' }).originalUriBaseIds).toStrictEqual({
      PROJECTROOT: { uri: 'file:///shop/', description },
    });
    expect(runOf(aReport(), { projectUri: 'file:///shop/' }).originalUriBaseIds.PROJECTROOT?.uri).toBe(
      'file:///shop/',
    );
  });

  test('when a run ended, its times and notes are told', () => {
    const notes = [
      { file: 'a.ts', message: 'Expected `)`' },
      { file: null, message: 'No tsconfig.' },
    ];
    expect(runOf(aReport({ notes })).invocations).toStrictEqual([
      {
        executionSuccessful: true,
        startTimeUtc: '2026-01-31T12:00:00.000Z',
        endTimeUtc: '2026-01-31T12:00:00.840Z',
        toolExecutionNotifications: [
          {
            level: 'note',
            message: { text: 'Expected `)`' },
            locations: [
              { physicalLocation: { artifactLocation: { uri: 'a.ts', uriBaseId: 'PROJECTROOT' } } },
            ],
          },
          { level: 'note', message: { text: 'No tsconfig.' } },
        ],
      },
    ]);
  });
});
