import type { RuleInfo } from '../report/rule-info.ts';
import { suppressionReason, unusedSuppression } from '../policy/suppression-rules.ts';
import { catalogue } from './catalogue.ts';

/** Every rule that a report may name, those included that don't come from reading tests. */
export const allRules: readonly RuleInfo[] = [
  ...catalogue.map(({ id, name, severity, summary }) => ({ id, name, severity, summary })),
  {
    id: 'HT052',
    name: 'marker missing',
    severity: 'warning',
    summary: 'A test is marked as integration test and crosses no boundary, or the other way round.',
  },
  {
    id: 'HT053',
    name: 'service without integration tests',
    severity: 'warning',
    summary: 'No real integration test covers the service.',
  },
  {
    id: 'HT054',
    name: 'operation uncovered',
    severity: 'warning',
    summary: 'No real integration test reaches the operation.',
  },
  {
    id: 'HT055',
    name: 'failure mode uncovered',
    severity: 'warning',
    summary: 'No real integration test reaches the operation, or the dependency, when it fails.',
  },
  {
    id: 'HT060',
    name: 'pseudo-tested operation',
    severity: 'error',
    summary: 'Nothing notices when the operation does nothing at all.',
  },
  {
    id: 'HT061',
    name: 'partly tested operation',
    severity: 'warning',
    summary: 'Some ways of doing nothing go unnoticed.',
  },
  {
    id: 'HT062',
    name: 'kills nothing',
    severity: 'warning',
    summary: 'The test enters operations, and notices none that is broken.',
  },
  {
    id: 'HT063',
    name: 'rotten site',
    severity: 'error',
    summary: 'The assertion never ran, though the test passed.',
  },
  suppressionReason,
  unusedSuppression,
];
