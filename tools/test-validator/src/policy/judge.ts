import { openFindings } from '../report/finding-order.ts';
import type { Report, ServiceReport } from '../report/report.ts';
import { isBelow, scoreText } from '../report/round-down.ts';

/** What a run must satisfy. */
export interface Policy {
  /** Scores that services have reached, 0 to 100, by their names: they may not fall below. */
  ratchets?: Readonly<Record<string, number>>;
  /** What every service must score, 0 to 100. @default 0 */
  minimum?: number;
  /** Whether a service without an integration test that runs fails. @default true */
  requireIntegrationTests?: boolean;
}

export interface Judgement {
  passed: boolean;
  /** Why it did not pass: sentences with figures. */
  reasons: string[];
}

/** The most that a service can score while its kill is not measured. */
const maxProvisionalScore = 79;

/**
 * Whether a run passes: no open error; no service below its ratchet, below the minimum or without integration tests.
 * A provisional score is held to a ratchet of at most 79, because it cannot be higher.
 */
export function judge(report: Report, policy: Policy): Judgement {
  const { minimum = 0, requireIntegrationTests = true } = policy;
  const ratchets = new Map(Object.entries(policy.ratchets ?? {}));
  const reasons = [
    ...objectionToErrors(report),
    ...report.services.flatMap((service) => [
      ...objectionToScore(service, ratchets.get(service.name) ?? 0),
      ...(isBelow(service.score, minimum) ? [`${described(service)}, below the minimum of ${minimum}.`] : []),
      ...(requireIntegrationTests ? objectionToTests(service) : []),
    ]),
    ...[...ratchets]
      .filter(([name]) => !report.services.some((service) => service.name === name))
      .map(([name, ratchet]) => `Service ${name} has a ratchet of ${ratchet}, but there is no such service.`),
  ];
  return { passed: reasons.length === 0, reasons };
}

function objectionToErrors(report: Report): string[] {
  const errors = openFindings(report).filter(({ severity }) => severity === 'error');
  const [worst] = errors;
  if (worst === undefined) return [];
  const rules = new Map<string, number>();
  for (const { rule } of errors) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const byRule = [...rules]
    .toSorted(([, one], [, other]) => other - one)
    .map(([rule, count]) => `${rule} × ${count}`)
    .join(', ');
  const isOne = errors.length === 1;
  return [
    isOne
      ? `There is 1 error (${worst.rule} in ${worst.file}:${worst.line}).`
      : `There are ${errors.length} errors in ${new Set(errors.map(({ file }) => file)).size} files (${byRule}).`,
  ];
}

function objectionToScore(service: ServiceReport, ratchet: number): string[] {
  const bound = service.isProvisional ? Math.min(ratchet, maxProvisionalScore) : ratchet;
  return isBelow(service.score, bound) ? [`${described(service)}, below its ratchet of ${ratchet}.`] : [];
}

function objectionToTests({ name, tests }: ServiceReport): string[] {
  if (tests.real + tests.weak + tests.hollow > 0) return [];
  const idle = [
    ...(tests.skipped > 0 ? [`${tests.skipped} skipped`] : []),
    ...(tests.placeholder > 0 ? [`${tests.placeholder} placeholder`] : []),
  ];
  const beside = idle.length === 0 ? '' : ` that runs (${idle.join(', ')})`;
  return [`Service ${name} has no integration test${beside}.`];
}

const described = ({ name, score, isProvisional }: ServiceReport): string =>
  `Service ${name} scores ${scoreText(score)}${isProvisional ? ' (provisional: kill is not measured)' : ''}`;
