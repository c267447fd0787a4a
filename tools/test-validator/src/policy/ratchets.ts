import type { Report } from '../report/report.ts';
import { roundDown } from '../report/round-down.ts';

/**
 * The ratchets after a run: raised to the whole points that a service has reached, never lowered, in the order of
 * names. A provisional score raises nothing: once kill is measured, the score may turn out lower.
 */
export function raiseRatchets(
  report: Report,
  ratchets: Readonly<Record<string, number>>,
): Record<string, number> {
  const raised = new Map(Object.entries(ratchets));
  for (const { name, score, isProvisional } of report.services) {
    if (isProvisional) continue;
    raised.set(name, Math.max(roundDown(score), raised.get(name) ?? 0));
  }
  return Object.fromEntries([...raised].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
