import type { RuleInfo } from '../report/rule-info.ts';

export const suppressionReason: RuleInfo = {
  id: 'suppression-reason',
  name: 'suppression without a reason',
  severity: 'error',
  summary: 'A comment that excuses findings must name their rules and say why.',
};

export const unusedSuppression: RuleInfo = {
  id: 'unused-suppression',
  name: 'unused suppression',
  severity: 'information',
  summary: 'A comment excuses a finding that is not there.',
};
