import type { Hazard } from '../analysis/trace.ts';
import { atHazard } from './flow.ts';
import type { Rule } from './rule.ts';

export const swallowed: Rule = {
  id: 'HT036',
  name: 'swallowed',
  severity: 'error',
  summary: 'A catch swallows the failure of the assertion.',
  check(examined) {
    const { sites } = examined.trace;
    const found: Hazard[] = [];
    sites.forEach((site, index) => {
      const hazard = site.hazards.find(({ rule }) => rule === 'HT036');
      if (hazard === undefined || found.some(({ node }) => node === hazard.node)) return;
      const leadsOn = sites
        .slice(index + 1)
        .some(({ hazards }) => hazards.every(({ node }) => node !== hazard.node));
      if (!leadsOn) found.push(hazard);
    });
    return found.map((hazard) =>
      atHazard(
        examined,
        hazard,
        'The catch swallows what the assertion throws: the test passes all the same.',
      ),
    );
  },
};
