import type { Exit, Hazard, HazardRule, Site, Trace } from '../analysis/trace.ts';
import type { Examined, Spotted } from './rule.ts';

/** Some way leads out of the test by its end without an oracle that decides. */
export function endsOpen(trace: Trace): boolean {
  return mainExit(trace)?.state === 'open';
}

/** The end of the test, or where that is never come to, its last `return`. */
function mainExit({ exits }: Trace): Exit | undefined {
  const end = exits.at(-1);
  return end?.state === 'dead' ? (exits.at(-2) ?? end) : end;
}

/** `return`s that leave before every oracle. */
export function openReturns(trace: Trace): Exit[] {
  const main = mainExit(trace);
  return trace.exits.filter((exit) => exit !== main && exit.state === 'open');
}

/** The hazards of a rule that explain why nothing decides, each place once. */
export function hazardsOf({ trace }: Examined, rule: HazardRule): { hazard: Hazard; site: Site }[] {
  const found: { hazard: Hazard; site: Site }[] = [];
  for (const site of trace.sites) {
    const hazard = decisive(site);
    if (hazard?.rule === rule && !found.some((other) => other.hazard.node === hazard.node)) {
      found.push({ hazard, site });
    }
  }
  return found;
}

/** Of several hazards the one to blame: what can never run, before what runs sometimes; then the outermost. */
function decisive({ hazards }: Site): Hazard | undefined {
  return (
    hazards.find(({ rule }) => rule === 'HT035') ?? hazards.find(({ rule }) => rule === 'HT034') ?? hazards[0]
  );
}

/** Where a hazard is reported: its own place, in the test's file. */
export function atHazard({ test }: Examined, { node, module }: Hazard, message: string): Spotted {
  return { node, message, ...(module !== test.module && { module }) };
}

/** Oracles that are found wanting by a rule that looks at their values. */
export function defective({ trace }: Examined, rule: string): Site[] {
  return trace.sites.filter(({ defects }) => defects[0] === rule);
}

/** The oracles that decide, where the test has such on every way. */
export function decidingOracles({ trace, test }: Examined): Site['oracle'][] {
  if (test.isSkipped || test.isTodo || endsOpen(trace)) return [];
  return trace.sites
    .filter(
      ({ defects, hazards, oracle }) =>
        defects.length === 0 && hazards.length === 0 && oracle.kind !== 'sentinel',
    )
    .map(({ oracle }) => oracle);
}
