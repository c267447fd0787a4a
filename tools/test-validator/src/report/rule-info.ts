import type { Severity } from './report.ts';

/** What a report says about a rule; its page is `docs/rules/<id>.md`. */
export interface RuleInfo {
  /** `HT010`, or a word for the validator's own: `unused-suppression`. */
  id: string;
  name: string;
  severity: Severity;
  /** One line. */
  summary: string;
}
