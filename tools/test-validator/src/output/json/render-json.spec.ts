import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';

import { aFinding, anOperation, aReport, aService, aTest } from '../../testing/a-report.ts';
import { renderJson } from './render-json.ts';

const schema: SchemaObject = JSON.parse(
  readFileSync(new URL('../../../schema/report.schema.json', import.meta.url), 'utf8'),
);
const isValid = new Ajv2020({ strict: true }).compile(schema);

/** Has every field of the report's shape at least once. */
const full = aReport({
  tests: [aTest({ rules: ['HT010'], isIntegration: true, service: 'cache' })],
  findings: [aFinding({ suppressed: { by: 'comment', reason: 'known' } })],
  services: [aService({ operations: [anOperation({ mutants: { total: 3, killed: 2 } })] })],
  notes: [{ file: 'a.ts', message: 'Expected `)`' }],
});

type Fields = Record<string, unknown>;
type Path = string[];

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The way to every object within a value. */
function objectsIn(value: unknown, path: Path = []): Path[] {
  if (!isFields(value)) return [];
  const within = Object.entries(value).flatMap(([key, child]) => objectsIn(child, [...path, key]));
  return Array.isArray(value) ? within : [path, ...within];
}

function objectAt(value: unknown, path: Path): Fields {
  const [key, ...rest] = path;
  if (!isFields(value)) throw new Error(`nothing at ${key}`);
  return key === undefined ? value : objectAt(value[key], rest);
}

/** A copy of the full report with one of its objects changed. */
function changed(path: Path, change: (object: Fields) => void): unknown {
  const copy = structuredClone(full);
  change(objectAt(copy, path));
  return copy;
}

const places = objectsIn(full);
const fields = places.flatMap((path) =>
  Object.keys(objectAt(full, path)).map((field): [string, Path, string] => [
    [...path, field].join('.'),
    path,
    field,
  ]),
);

describe('renderJson', () => {
  test('when a report is rendered, it can be read back and fits the schema', () => {
    const text = renderJson(full);
    expect(JSON.parse(text)).toStrictEqual(full);
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,[^]*\}\n$/);
    isValid(JSON.parse(text));
    expect(isValid.errors).toBeNull();
  });

  test('when little is known, the report fits the schema', () => {
    const report = aReport({
      tests: [aTest({ rules: [], service: null })],
      findings: [aFinding({ test: null, confidence: 'refuted' })],
      services: [aService({ kill: null, operations: [anOperation({ failure: null })] })],
      notes: [{ file: null, message: 'No tsconfig.' }],
    });
    isValid(JSON.parse(renderJson(report)));
    expect(isValid.errors).toBeNull();
    expect(isValid(JSON.parse(renderJson(aReport())))).toBe(true);
  });

  test.each(fields.filter(([name]) => name !== 'findings.0.suppressed'))(
    'when %s is missing, it does not fit',
    (_, path, field) => {
      expect(isValid(changed(path, (object) => delete object[field]))).toBe(false);
    },
  );

  test.each(places.map((path): [string, Path] => [path.join('.'), path]))(
    'when an unknown field stands in "%s", it does not fit',
    (_, path) => {
      expect(isValid(changed(path, (object) => (object.surprise = true)))).toBe(false);
    },
  );

  test.each(fields)('when %s has a value of another kind, it does not fit', (_, path, field) => {
    expect(isValid(changed(path, (object) => (object[field] = { surprise: true })))).toBe(false);
  });

  test.each([
    ['a version to come', 'schemaVersion', 2],
    ['a time that is none', 'startedAt', 'yesterday'],
    ['a negative duration', 'durationMs', -1],
    ['a line before the first', 'findings.0.line', 0],
    ['a column before the first', 'findings.0.column', 0],
    ['half a line', 'tests.0.endLine', 1.5],
    ['an unknown severity', 'findings.0.severity', 'fatal'],
    ['an unknown confidence', 'findings.0.confidence', 'sure'],
    ['an unknown way to suppress', 'findings.0.suppressed.by', 'hope'],
    ['an unknown verdict', 'tests.0.verdict', 'good'],
    ['a rule twice', 'tests.0.rules', ['HT010', 'HT010']],
    ['a score above 100', 'services.0.score', 101],
    ['a share above 1', 'services.0.kill', 1.1],
    ['a negative count', 'summary.files', -1],
    ['static analysis left out', 'modes.static', false],
    ['another tool', 'tool.name', 'other'],
  ])('when a report has %s, it does not fit', (_, place, value) => {
    const path = place.split('.');
    const [field = ''] = path.splice(-1);
    expect(isValid(changed(path, (object) => (object[field] = value)))).toBe(false);
  });
});
