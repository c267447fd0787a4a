import type { SchemaObject } from 'ajv/dist/2020.js';

/** Schemas by the names of fields. */
type Parts = Record<string, object>;

const closed = (required: Parts, optional: Parts = {}): SchemaObject => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const text = { type: 'string', minLength: 1 };
const listOf = (items: object): SchemaObject => ({ type: 'array', items });
const oneOf = (...values: string[]): SchemaObject => ({ enum: values });
const message = closed({ text });
const level = oneOf('none', 'note', 'warning', 'error');
const time = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$` };
const lineNumber = { type: 'integer', minimum: 1 };
/** A reference: relative here, without what would have to be escaped. */
const artifact = closed({
  uri: { type: 'string', pattern: "^[A-Za-z0-9\\-._~!'()*%/]+$" },
  uriBaseId: { const: 'PROJECTROOT' },
});

const rule = closed({
  id: text,
  name: text,
  shortDescription: message,
  helpUri: { type: 'string', pattern: '^[a-z]+://[^ ]+$' },
  defaultConfiguration: closed({ level }),
});

const result = closed(
  {
    ruleId: text,
    level,
    message,
    locations: listOf(
      closed(
        {
          physicalLocation: closed({
            artifactLocation: artifact,
            region: closed({ startLine: lineNumber, startColumn: lineNumber, endLine: lineNumber }),
          }),
        },
        { logicalLocations: listOf(closed({ fullyQualifiedName: text, kind: oneOf('function') })) },
      ),
    ),
    partialFingerprints: { type: 'object', minProperties: 1, additionalProperties: text },
    suppressions: listOf(closed({ kind: oneOf('inSource', 'external'), justification: text })),
    properties: { type: 'object' },
  },
  { ruleIndex: { type: 'integer', minimum: 0 } },
);

const run = closed({
  tool: closed({ driver: closed({ name: text, version: text, semanticVersion: text, rules: listOf(rule) }) }),
  automationDetails: closed({ id: text }),
  columnKind: oneOf('utf16CodeUnits', 'unicodeCodePoints'),
  originalUriBaseIds: closed({
    // The base of relative references must be absolute and end with a slash.
    PROJECTROOT: closed({ description: message }, { uri: { type: 'string', pattern: '^[a-z]+://.*/$' } }),
  }),
  invocations: listOf(
    closed({
      executionSuccessful: { type: 'boolean' },
      startTimeUtc: time,
      endTimeUtc: time,
      toolExecutionNotifications: listOf(
        closed(
          { level, message },
          { locations: listOf(closed({ physicalLocation: closed({ artifactLocation: artifact }) })) },
        ),
      ),
    }),
  ),
  results: listOf(result),
});

/**
 * For tests: what SARIF 2.1.0 demands of the parts that we write (https://docs.oasis-open.org/sarif/sarif/v2.1.0/),
 * with nothing else allowed.
 */
export const sarifParts: SchemaObject = closed({
  $schema: text,
  version: { const: '2.1.0' },
  runs: { type: 'array', minItems: 1, items: run },
});
